package export

import (
	"io"

	"obelus/model"
)

// statementLen is how many graphemes of a statement stand in the table.
const statementLen = 320

// rowsAtOnce is how many rows of the table are made side by side before they
// are written.
const rowsAtOnce = 512

// claims writes the table of marks in document order.
func (p *htmlPage) claims(w io.Writer) error {
	var h hyper
	h.raw(`<section id="claims" tabindex="-1" aria-labelledby="claims-h"><h2 id="claims-h">Statements</h2>`, "\n")
	if len(p.Marks) == 0 {
		h.raw("<p>Nothing is marked.</p>\n</section>\n")
		_, err := w.Write(h.buf)
		return err
	}
	tableHead(&h)
	if _, err := w.Write(h.buf); err != nil {
		return err
	}
	several := len(analysts(p.Marks)) > 1
	for first := 0; first < len(p.Marks); first += rowsAtOnce {
		rows := make([]hyper, min(rowsAtOnce, len(p.Marks)-first))
		sideBySide(len(rows), func(i int) { p.claim(&rows[i], first+i, several) })
		for _, r := range rows {
			if _, err := w.Write(r.buf); err != nil {
				return err
			}
		}
	}
	_, err := io.WriteString(w, "</tbody></table>\n</section>\n")
	return err
}

// claim writes the row of mark i.
func (p *htmlPage) claim(h *hyper, i int, several bool) {
	m := p.Marks[i]
	h.raw(`<tr class="`, tagClass(m), `"`)
	h.attr("id", claimID(p.signs[i].label))
	h.raw(`><th scope="row">`)
	p.toText(h, i)
	p.row(h, p.signs[i], m, p.unsure(m), several)
}

// unsure says that nobody confirmed where m was found; "" where that is sure.
func (p *htmlPage) unsure(m model.Mark) string {
	was, unsure := p.Unsure[m.ID]
	switch {
	case !unsure:
		return ""
	case was == "":
		return "it stood in another place"
	}
	return "it was made on “" + headOf(was, statementLen) + "”"
}

func tableHead(h *hyper) {
	h.raw(`<table class="claims"><thead><tr><th scope="col">Mark</th><th scope="col">Statement</th><th scope="col">What is known of it</th></tr></thead><tbody>`, "\n")
}

// orphans writes the marks that are not in this revision, with their old words.
func (p *htmlPage) orphans(h *hyper) {
	if len(p.Orphans) == 0 {
		return
	}
	h.raw(`<section aria-labelledby="orphans-h"><h2 id="orphans-h">Not found in this revision</h2>
<p>The words of these marks are not in this text; what they marked in an older one stands beside them.</p>
`)
	tableHead(h)
	for _, m := range p.Orphans {
		s := sign{m.Tag, p.Labels[m.ID]}
		h.raw(`<tr class="`, tagClass(m), `"><th scope="row"><span class="sign `, tagClass(m), `">`)
		h.text(s.short())
		h.raw("</span>")
		p.row(h, s, m, "", true)
	}
	h.raw("</tbody></table>\n</section>\n")
}

// row writes a row from behind its sign on.
func (p *htmlPage) row(h *hyper, s sign, m model.Mark, doubt string, several bool) {
	h.raw("</th><td><q dir=\"auto\">")
	h.text(headOf(m.Quote.Text, statementLen))
	h.raw("</q></td><td><dl>")
	fact(h, string(s.label), s.tag.Words())
	details(h, m, shownDetails(m.Tag, m.Details))
	if several {
		fact(h, "marked by", string(m.Analyst))
	}
	fact(h, "to be confirmed:", doubt)
	if m.Details.Note != "" {
		h.raw(`<div class="remark"><dt>note</dt><dd>`)
		writeNote(h, p.Doc, m.Details.Note)
		h.raw("</dd></div>")
	}
	h.raw("</dl></td></tr>\n")
}

// fact writes a detail; "" is none.
func fact(h *hyper, name, value string) {
	if value = model.CleanLine(value); value == "" {
		return
	}
	h.raw("<div><dt>")
	h.text(name)
	h.raw(`</dt><dd dir="auto">`)
	h.text(value)
	h.raw("</dd></div>")
}

// details writes what is known of m, of which d fits its tag.
func details(h *hyper, m model.Mark, d model.Details) {
	speaker := d.Speaker
	if m.Tag == model.Attributed && model.CleanLine(speaker) == "" {
		speaker = "nobody named"
	}
	fact(h, "said by", speaker)
	fact(h, "quotation", string(d.Quotation))
	if m.Hollow() {
		fact(h, "reference", "missing")
	}
	for _, r := range d.References {
		reference(h, r)
	}
	fact(h, "source", graded1(model.ReliabilityTerms(), string(d.Reliability)))
	fact(h, "information", graded1(model.CredibilityTerms(), string(d.Credibility)))
	fact(h, "basis", string(d.Basis))
	likelihood := string(d.Likelihood)
	if t, ok := model.TermFor(model.LikelihoodTerms(), likelihood); ok && likelihood != "" {
		likelihood += " (" + t.Meaning + ")"
	}
	fact(h, "likelihood", likelihood)
	fact(h, "confidence", string(d.Confidence))
	fact(h, "status", string(d.Status))
}

// graded1 is a grade with what it means.
func graded1(terms []model.Term, grade string) string {
	for _, t := range terms {
		if t.Value == grade {
			return grade + ", " + t.Meaning
		}
	}
	return grade
}

// reference writes where something can be read. Each of its parts goes the way
// of its own words, so that none turns the others round.
func reference(h *hyper, r model.Reference) {
	h.raw(`<div><dt>reference</dt><dd><span dir="auto">`)
	h.link(r.URL, nameOf(r))
	h.raw("</span>")
	address := ""
	if model.SafeLink(r.URL) == "" && r.Title != "" {
		address = r.URL
	}
	for _, part := range []struct{ key, value string }{{"", r.Date}, {"", r.Locator}, {keyOrigin, r.Origin}, {keyAdded, string(r.AddedBy)}, {"", address}} {
		if value := model.CleanLine(part.value); value != "" {
			h.raw(", ", part.key, `<span dir="auto">`)
			h.text(value)
			h.raw("</span>")
		}
	}
	h.raw("</dd></div>")
}
