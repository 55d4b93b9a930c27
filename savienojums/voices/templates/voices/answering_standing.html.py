BB BBBBBBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXX gettext(u'Very many people began to take part from your internet connection within one hour. Your answers are kept, but they are set aside until the organisers have looked at them.') 
    XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'Confirm your e-mail, and they count at once') XXXXXXXXXXXXXX
BBBB BBBBBBBBBBBBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXX gettext(u'Your answers are kept. In this conversation they count once you have confirmed your e-mail; the address itself is not kept.') 
    XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'Confirm your e-mail') XXXXXXXXXXXXXX
BBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXX gettext(u'The organisers have set your answers aside: they are kept, but not counted. Write to the organisers if that is a mistake.') XXXXXXXXXX
BBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB BBB BBBBBBBBBBBBBBBBB
  XX XXXXXXXXXXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'Confirm your e-mail: then you can go on from another device as well') XXXXXXXX
BBBBB
BB BBBBBBBBBBBBBBBBBBBBB
  XXX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXX
    BB BBB BBBXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'My answers and statements') XXXXXXXXXBBBBB
    BB BBBBBBBBBBBBBBBBBBBBBBBBBXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'Say something about yourself, if you like') XXXXXXXXXBBBBB
  XXXXX
BBBBB
