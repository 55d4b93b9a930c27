BBBBBBB BBBBBBBBBBBBBBBB
BBBBB BBBBB gettext(u'This link is too old') BBBBBBBB
BBBBB BBBB
XXXXXXX XXXXXXXXXXXXXXXXXX
  XXXX gettext(u'This link is too old') XXXXX
  XX XXXXXXXXXXXXX gettext(u'Links of letters work for three days. Open the conversation where you answered and have a new letter sent.') XXXX
XXXXXXXXX
XXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBXX gettext(u'All conversations') XXXXXXXX
BBBBBBBB
