XXXX XXXXXXXXXXXXXXXXXXX
  BB BBBBBBBBBBBBBBBBBBBBBBB BBB BBBBBBBBBBBB
    XX XXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXBB BBBBB XXXXXXXXXBBBBBX gettext(u'You have answered everything. Thank you!') XXXX
    XXX gettext(u'What next?') XXXX
    XXXX
      BB BBBBBBBBBBBBBBBBBBBBBBBBBBXXXXXX XXXXXXXXXXXXXXX gettext(u'Add what is missing: a statement of your own.') XXXXXXXXXBBBBB
      XXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXX gettext(u'Look at the opinion map.') XXXXXXXXX
      XXXX gettext(u'Come back in some days: others may add statements.') XXXXX
    XXXXX
  BBBB BBBBBBBBBBBBBBBBBBBBBBB
    XX XXXXXXXXXXXXXXXXXXXXXXXXX gettext(u'There are no statements to answer yet.') XXXX
    BB BBBBBBBBBBBBBBBBBBBBBBBBBBXXX gettext(u'Begin: write the first one below.') XXXXBBBBB
  BBBB BBBBBBBBBBBBBBBBBB BB BBBBBBBB
    XXX gettext(u'This conversation is closed; answers are not taken any more.') XXXX
  BBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
    XXX gettext(u'At the moment statements are collected. They can be answered once the next phase begins.') XXXX
  BBBB BBBBBBBBBBBBBBBBBB BB BBBBBBB
    XXX gettext(u'This is a draft. Answers are taken once it is published and open.') XXXX
  BBBB
    XXX gettext(u'Answers are not taken at the moment; above it says when the conversation is open.') XXXX
  BBBBB
XXXXXX
