package export

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"obelus/model"
)

//go:embed page/page.css
var pageCSS string

// HTML writes the annotated brief as one page that needs nothing else: its
// style is in it, and its letters are the reader's own. There is no script, and
// the page's Content-Security-Policy forbids any, with every request: what
// filters the marks by tag are checkboxes and the style. Two pages of the same
// marks are the same bytes. It fails where w does.
func HTML(w io.Writer, a Annotated) error {
	a.Marks = sortedMarks(a.Marks)
	p := &htmlPage{Annotated: a, signs: signsOf(a)}
	p.body = newBody(a.Doc, a.Marks, p.signs)
	out := bufio.NewWriterSize(w, 64<<10)
	for _, part := range []func(io.Writer) error{
		p.part(p.head), p.part(p.masthead), p.part(p.opening), p.body.write, p.part(p.behind),
		p.claims, p.part(p.sources), p.part(p.orphans), p.part(p.foot),
	} {
		if err := part(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// An htmlPage is what the parts of an HTML page are made of.
type htmlPage struct {
	Annotated
	signs []sign
	body  *body
}

// part makes a writer of what is written to memory.
func (p *htmlPage) part(fill func(*hyper)) func(io.Writer) error {
	return func(w io.Writer) error {
		var h hyper
		fill(&h)
		_, err := w.Write(h.buf)
		return err
	}
}

func (p *htmlPage) title() string {
	if t := model.CleanLine(p.Brief.Title); t != "" {
		return t
	}
	return p.Doc.Title()
}

// head writes what stands before the body. The policy allows one style, by its
// hash, and an icon that is empty, for browsers ask for one.
func (p *htmlPage) head(h *hyper) {
	style := pageStyle(handling(p.Annotated))
	hash := sha256.Sum256([]byte(style))
	h.raw(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-`, base64.StdEncoding.EncodeToString(hash[:]), `'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>`)
	if marking := handling(p.Annotated); marking != "" {
		h.line(marking)
		h.raw(" · ")
	}
	h.raw("Annotated: ")
	h.line(p.title())
	h.raw("</title>\n", `<meta name="obelus:brief"`)
	h.attr("content", string(p.Brief.ID))
	h.raw(">\n", `<link rel="icon" href="data:,">`, "\n<style>", style, "</style>\n</head>\n")
}

// pageStyle is the style with its colours. A TLP label, of which there are few,
// is printed at the top and the bottom of every sheet, in black: browsers leave
// out what lies behind letters in a margin, and the label's colour can be read
// on black alone.
func pageStyle(handling string) string {
	style := colourRules() + pageCSS
	if label, ok := model.TLP(handling); ok {
		box := "{content:\"" + label.Text + "\";font:bold 12pt sans-serif;color:#000}"
		style += "@page{@top-right" + box + "@bottom-right" + box + "}\n"
	}
	return style
}

// masthead writes the handling marking, the title and where it came from.
func (p *htmlPage) masthead(h *hyper) {
	h.raw("<body>\n", `<a class="skip" href="#brief">To the brief</a>`, "\n<header>\n")
	p.handling(h)
	h.raw(`<p class="kicker">Annotated brief</p>`, "\n", `<h1 dir="auto">`)
	h.line(p.title())
	h.raw("</h1>\n<p class=\"whence\">")
	p.whence(h)
	h.raw("</p>\n</header>\n", `<nav aria-label="On this page"><ul>
<li><a href="#finding">Finding</a></li>
<li><a href="#brief">Brief</a></li>
<li><a href="#claims">Statements</a></li>
<li><a href="#sources">Sources</a></li>
</ul></nav>
<main>
`)
}

// handling writes the handling marking, a TLP label as FIRST prescribes it.
func (p *htmlPage) handling(h *hyper) {
	marking := handling(p.Annotated)
	if marking == "" {
		return
	}
	class := "handling"
	if label, ok := model.TLP(marking); ok {
		class += " tlp " + strings.ToLower(strings.TrimPrefix(label.Text, "TLP:"))
		class = strings.ReplaceAll(class, "amber+strict", "amber")
	}
	h.raw("<p")
	h.attr("class", class)
	h.raw("><strong>")
	h.line(marking)
	h.raw("</strong></p>\n")
}

// whence says where the brief came from, and who marked it.
func (p *htmlPage) whence(h *hyper) {
	some := false
	for _, f := range facts(p.Annotated) {
		value := model.CleanLine(f.value)
		if value == "" {
			continue
		}
		if some {
			h.raw(" · ")
		}
		some = true
		h.raw("<span>")
		h.text(f.key)
		h.link(value, value)
		h.raw("</span>")
	}
}

// opening writes what stands between the title and the brief: the finding, the
// questions, the key that filters.
func (p *htmlPage) opening(h *hyper) {
	bold, rest, _ := strings.Cut(strings.TrimPrefix(finding(p.Tally, len(analysts(p.Marks)), len(p.Orphans), len(p.Unsure)), "**"), "**")
	h.raw(`<section id="finding" aria-labelledby="finding-h"><h2 id="finding-h">Finding</h2>`, "\n<p class=\"finding\"><strong>")
	h.line(bold)
	h.raw("</strong> ")
	h.line(rest)
	h.raw("</p>\n")
	p.questions(h)
	h.raw("</section>\n")
	p.key(h)
	h.raw(`<section class="text" aria-labelledby="brief-h"><h2 id="brief-h">The brief</h2>
<article id="brief" class="brief" lang="" tabindex="-1" aria-labelledby="brief-h">
`)
}

func (p *htmlPage) questions(h *hyper) {
	list := questions(p.Marks)
	if len(list) == 0 {
		return
	}
	h.raw("<h3>Questions it leaves</h3>\n<ol class=\"questions\">\n")
	for _, q := range list {
		h.raw("<li>")
		p.toText(h, q.mark)
		h.raw(" ")
		h.line(q.ask)
		h.raw(` <q dir="auto">`)
		h.text(headOf(p.Marks[q.mark].Quote.Text, excerptLen))
		h.raw("</q></li>\n")
	}
	h.raw("</ol>\n")
}

// toText writes a mark's sign that leads to where it begins in the text, or to
// its entry where it is not shown there.
func (p *htmlPage) toText(h *hyper, i int) {
	to := textID(p.signs[i].label)
	if !p.body.shown[i] {
		to = claimID(p.signs[i].label)
	}
	h.raw(`<a class="sign `, tagClass(p.Marks[i]), `"`)
	h.attr("href", "#"+to)
	h.attr("aria-label", p.signs[i].short()+", "+p.signs[i].tag.Words()+": in the text")
	h.raw(">")
	h.text(p.signs[i].short())
	h.raw("</a>")
}

// meanings says what the tags mean, in the order of model.Tags.
func meanings() []string {
	return []string{
		"there is a reference that can be opened",
		"the brief says who says so",
		"the brief’s own judgement or forecast",
		"stated as fact, and no source is given",
		"a heading, a credit, a menu",
	}
}

// key writes what the signs mean, each with a checkbox that shows and hides its
// marks. The style does that: see page.css.
func (p *htmlPage) key(h *hyper) {
	h.raw(`<div class="reading">
<section id="key" aria-labelledby="key-h"><h2 id="key-h">Key</h2>
<form class="key" autocomplete="off"><fieldset><legend>Show the marks that are</legend>
`)
	tags := map[model.Tag]int{}
	for _, m := range p.Marks {
		tags[m.Tag]++
	}
	for i, tag := range model.Tags() {
		h.raw(`<div><label><input type="checkbox" checked id="show-`, string(tag), `"> <span class="sign `, string(tag), `" aria-hidden="true">`)
		h.text(tag.Glyph())
		h.raw(`</span> <mark class="`, string(tag), `">`)
		h.text(tag.Words())
		h.raw("</mark></label> <span>")
		h.text(fmt.Sprint(tags[tag]))
		h.raw(`</span> <span class="meaning">`)
		h.text(meanings()[i])
		h.raw("</span></div>\n")
	}
	h.raw(`</fieldset></form>
<p class="hint">A letter behind the words leads to what is known of them; its like in the table leads back. Words in no colour are not marked; a broken line is a reference that is missing.</p>
</section>
`)
}

// behind ends the brief.
func (p *htmlPage) behind(h *hyper) {
	h.raw("</article>\n")
	p.body.writeLost(h)
	h.raw("</section>\n</div>\n")
}

func (p *htmlPage) foot(h *hyper) {
	h.raw("</main>\n<footer>\n")
	p.handling(h)
	h.raw("<p>Written by Obelus. The words are the brief’s; the marks are its analysts’.</p>\n</footer>\n</body>\n</html>\n")
}
