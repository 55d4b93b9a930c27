BBBBBBBBBB BBB gettext(u'Confirm your e-mail: %(title)s') SSSSSSS SSSS SSSSSSS SSSSSSSSS

 gettext(u'Good day!') 

BBBBBB BBBBBBBBBBB gettext(u'Somebody, most likely you, takes part in the conversation “%(title)s” and gave this address. Open the link and press the button there:') SSSSSSSSS SSSS SSSSSS SSSS SSSSS SSSS SS SSS SSSSSSSSSSSS SSSSSSSSSSS SSS SSSS SSSS SSSSSSSS SSSS SSS SSSS SSS SSSSS SSS SSSSSS SSSSSSBBBBBBBBB


BBBBBB BBBBBBBBBBB gettext(u'The link works for three days. This address is not kept: only a mark of it, by which the same mailbox is known again in this conversation. If it was not you, do nothing.') BBBBBBBBB


BBBBBBBBBBBBB
