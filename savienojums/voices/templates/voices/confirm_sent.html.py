BBBBBBB BBBBBBBBBBBBBBBB
BBBBB BBBBB gettext(u'Look into your mailbox') BBBBBBBB
BBBBB BBBB
XXXXXXX XXXXXXXXXXXXXXXXXX
  XX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXX
  XXXX gettext(u'Look into your mailbox') XXXXX
  XX XXXXXXXXXXXXX gettext(u'The letter is on its way. Open its link and press the button there; it works for three days.') XXXX
XXXXXXXXX
XXX gettext(u'Nothing has come? Look among unwanted mail, or send the letter once more.') XXXX
XX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'Go on answering') XXXX
  XX XXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'Send the letter once more') XXXXXXXX
BBBBBBBB
