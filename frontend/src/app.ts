// What every page carries: htmx and the few behaviours that make a page quicker but are never needed.
import "htmx.org";
import "./behaviours/broken-line";
import "./behaviours/drafts";
import "./behaviours/menu";
import "./behaviours/printing";
import "./behaviours/visits";
