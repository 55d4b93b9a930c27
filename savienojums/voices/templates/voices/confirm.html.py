BBBBBBB BBBBBBBBBBBBBBBB
BBBBB BBBBB gettext(u'Confirm your e-mail')  X BBBBBBBB
BBBBB BBBBXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXBBBBBBBB
BBBBB BBBB
XXXXXXX XXXXXXXXXXXXXXXXXX
  XX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXX
  XXXX gettext(u'Confirm your e-mail') XXXXX
  XX XXXXXXXXXXXXXBB BBBBBBBBBBBBBBBBBBBBBBBB gettext(u'You have confirmed a mailbox already. Another letter is only needed for another address.') BBBB gettext(u'A letter with a link comes to you. It shows that a person answers here, and only once.') BBBBBXXXX
XXXXXXXXX
XXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXX
  BBBBBBBBBB
  BBBBBBBBB BBBBBBBBBBBBB BBBBBBBBB
  BBBBBBBBB BBBBBBB BBBBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXX gettext(u'Leave this line empty') XXXXXXXXXXXXXX
  
  XXX _("Send me the letter") XXXX
XXXXXXX
XXXX XXXXXXXXXXXXXX
  XXXX gettext(u'What is kept') XXXXX
  XXX gettext(u'Not the address: only a mark that cannot be turned back into it. Nobody, the organisers included, can see whose answers are whose.') XXXX
  XXX gettext(u'If you confirm the same e-mail on another device, both are one participant there: the later answer to each statement counts.') XXXX
XXXXXX
BBBBBBBB
