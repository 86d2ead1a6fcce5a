package export

import "strings"

// writeOrphans lists the marks that were not found in this revision, each with
// its old words and all its details.
func writeOrphans(b *strings.Builder, a Annotated) error {
	if len(a.Orphans) == 0 {
		return nil
	}
	b.WriteString("## Not found in this revision\n\nThe words of these marks are not in this text; what they marked in an older one stands beside them.\n\n")
	for _, m := range a.Orphans {
		r := record{ID: m.ID, Span: m.Span, Created: m.Created, Updated: m.Updated, Revision: m.Revision, Quote: quoteOf(m.Quote), Left: m.Left, Extra: m.Extra}
		if m.Brief != a.Brief.ID {
			r.Brief = m.Brief
		}
		first := "-   “" + plain(m.Quote.Text) + "”" + separator
		if err := writeFootnote(b, first, m, r, ""); err != nil {
			return err
		}
	}
	return nil
}
