package export

import "obelus/model"

// sources writes the summary of references, grades and speakers.
func (p *htmlPage) sources(h *hyper) {
	s := summarise(p.called())
	h.raw(`<section id="sources" tabindex="-1" aria-labelledby="sources-h"><h2 id="sources-h">Sources</h2>`, "\n<p>")
	h.text(s.counted())
	if single := s.singly(); single != "" {
		h.text(" " + single + ": ")
		p.list(h, s.single)
		h.raw(".")
	}
	h.raw("</p>\n")
	if s.rated() {
		h.raw("<p>Statements by source reliability: ")
		h.line(graded(model.ReliabilityTerms(), s.reliability))
		h.raw(". By information credibility: ")
		h.line(graded(model.CredibilityTerms(), s.credibility))
		h.raw(".</p>\n")
	}
	if s.references > 0 {
		p.origins(h, s)
	}
	if len(s.speakers) > 0 {
		h.raw(`<div class="wide" role="group" aria-label="Speakers" tabindex="0"><table class="sources"><thead><tr><th scope="col">Speaker</th><th scope="col">Statements</th></tr></thead><tbody>`, "\n")
		for _, sp := range s.speakers {
			h.raw(`<tr><th scope="row" dir="auto">`)
			if sp.name == "" {
				h.raw("<em>nobody named</em>")
			}
			h.line(sp.name)
			h.raw("</th><td>")
			p.list(h, sp.marks)
			h.raw("</td></tr>\n")
		}
		h.raw("</tbody></table></div>\n")
	}
	h.raw("</section>\n")
}

func (p *htmlPage) origins(h *hyper, s sources) {
	h.raw(`<div class="wide" role="group" aria-label="Origins" tabindex="0"><table class="sources"><thead><tr><th scope="col">Origin</th><th scope="col">References</th><th scope="col">Statements</th></tr></thead><tbody>`, "\n")
	for _, o := range s.origins {
		h.raw(`<tr><th scope="row" dir="auto">`)
		h.line(o.name)
		h.raw("</th><td>")
		for i, r := range o.references {
			if i > 0 {
				h.raw("; ")
			}
			h.raw(`<span dir="auto">`)
			h.link(r.URL, nameOf(r))
			h.raw("</span>")
		}
		h.raw("</td><td>")
		p.list(h, o.marks)
		h.raw("</td></tr>\n")
	}
	h.raw("</tbody></table></div>\n")
}

// list writes signs of marks that lead to their entries.
func (p *htmlPage) list(h *hyper, marks []int) {
	for n, i := range marks {
		if n > 0 {
			h.raw(", ")
		}
		h.raw(`<a class="sign `, tagClass(p.Marks[i]), `"`)
		h.attr("href", "#"+claimID(p.signs[i].label))
		h.raw(">")
		h.text(p.signs[i].short())
		h.raw("</a>")
	}
}
