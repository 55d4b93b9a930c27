BB BBBBBBBBBBB
  XXXXX XXXXXXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXBBB BBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX
    BBBBBBBBBB
    XXXX XXXXXXXXXXXXXX
      XXXXXX XXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'Your statement') XXXXXXXX
      XXXX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXX
        XXXX
          XXXX gettext(u'One thought, one sentence.') XXXXX
          XXXX gettext(u'Others can agree with it or not: “The village needs a shop.” Not a question.') XXXXX
          XXXX gettext(u'Without names of private people.') XXXXX
        XXXXX
        XXX ngettext(u'Up to %(longest)s character.', u'Up to %(longest)s characters.', count) SS SS SSSSSSSSSSS SSSSSSSSSSPP PP PPPPPPPPPPP PPPPPPPPPPP XXXXX XXXXXXXXXXXXXXXX XXXXXXX gettext(u'Characters left:')  XXXXXXXXXXXXXXXXXX
      XXXXXX
      XXXXXXXXX XXXXXXXXXXXXXXXX XXXXXXXXXXX XXXXXXXX XXXXXXXXXXXX XXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXFFFFFFFFFFXXXXXXXXXXX
    XXXXXX
    XXXX XXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXX gettext(u'Leave this line empty') XXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXX XXXXXXXXXXX XXXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXX
    XXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXX
    XX XXXXXXXXXXXXXXXXXXXXBB BBBBBBBBBBBBBBBBBBBBBBBBB gettext(u'The organisers look at it before others see it.') BBBB gettext(u'Others see it at once; the organisers look at it afterwards.') BBBBB
       ngettext(u'You can add %(left)s more.', u'You can add %(left)s more.', count) SSS SSS SSS SSSSSSSS SSSSSPPP PPP PPP PPPPPPPP PPPPPXXXX
    XXX _("Send the statement") XXXX
  XXXXXXX
BBBB
  XXX gettext(u'You have added as many statements as one participant may. Thank you; answer those of others.') XXXX
BBBBB
