"""The mathematics of conversations: who stands where, which groups there are and how sure that is.

Pure core on numpy and scipy: no Django, no database, no clock. Nothing here ever makes an array of people × statements;
everything is a sum over the votes that were given. Results do not depend on the order of people or statements: what is
drawn at random is drawn in an order that comes from the content.
"""
