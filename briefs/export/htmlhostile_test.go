package export_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"obelus/briefs/markdown"
	"obelus/model"
)

// hostileTexts are briefs that want something to happen where they are read.
func hostileTexts() []string {
	return []string{
		"<script>alert(1)</script>\n\nText.\n",
		"Text <script>alert(1)</script> text <img src=x onerror=alert(1)> text.\n",
		"<svg onload=alert(1)><style>*{x:url(//e.org)}</style></svg>\n",
		"</style></article></main><script src=//e.org></script>\n",
		"</textarea></title></style></pre></code><iframe srcdoc='<script>1</script>'>\n",
		"<a href=\"javascript:alert(1)\" onclick=alert(1)>click</a> <b style=\"position:fixed\">b</b>\n",
		"[a](javascript:alert%281%29) [b](JaVaScRiPt:x) [c](data:text/html,<script>1</script>) [d](vbscript:x) [e](file:///etc/passwd) [f](//e.org) [g](#claims)\n",
		"[a](&#106;avascript:x) [b](java&#10;script:x) [c](\x01javascript:x) [d](<java\tscript:x>) [e](https://e.org/\"onmouseover=\"x) [f](https://e.org/'><script>)\n",
		"![x\" onerror=\"alert(1)](javascript:x \"t\\\" onload=\\\"1\") ![<script>](https://e.org/tracker.png)\n",
		"<javascript:alert(1)> <https://e.org/<script>> <a@b.org\"onclick=\"x>\n",
		"`<script>alert(1)</script>` and &lt;script&gt;alert(1)&lt;/script&gt; and &#60;img src=x onerror=1&#62;\n",
		"```html\n</code></pre><script>alert(1)</script>\n```\n\n    </pre><img onerror=1>\n",
		"| <script> | \"onload=1 |\n|---|---|\n| </td></table><script>1</script> | x |\n",
		"# </h1><script>alert(1)</script>\n\n- </li></ul><form action=//e.org><input name=p>\n",
		"Note[^<script>] and[^\"onload=\"].\n\n[^<script>]: <script>1</script> it\n[^\"onload=\"]: x\n[^\"onload=\"]: twice\n",
		"<!--><script>alert(1)</script>-->\n\n<!-- --!><img src=x onerror=1> -->\n",
		"<math><mtext><table><mglyph><style><img src=x onerror=1></style></mglyph></table></mtext></math>\n",
		"<noscript><p title=\"</noscript><img src=x onerror=1>\"></noscript>\n",
		"<base href=//e.org><meta http-equiv=refresh content=0;url=//e.org><link rel=stylesheet href=//e.org>\n",
		"esc \x1b[31m and \u202eright to left\u202c and nul \x00 and \u2028 line.\n",
		"---\ntitle: </title><script>1</script>\ntlp: TLP:RED\"}</style><script>1</script>\n---\n\nText.\n",
	}
}

// TestHTMLHostile: nothing that a brief, its title or a mark's details say does
// anything on the page, under marks over all of it.
func TestHTMLHostile(t *testing.T) {
	t.Parallel()
	for _, text := range append(hostileTexts(), strings.Join(hostileTexts(), "\n\n")) {
		doc := markdown.New(text)
		marks := evenMarks(doc, 12, 9)
		for i := range marks {
			word := hostileTexts()[i%len(hostileTexts())]
			marks[i].ID = model.MarkID(word + string(marks[i].ID))
			marks[i].Analyst = model.Analyst(word)
			marks[i].Details = model.Details{
				Speaker: word, Quotation: model.Quotation(word), Reliability: model.Reliability(word), Likelihood: model.Likelihood(word),
				Basis: model.Basis(word), Status: model.Status(word), Note: text + word,
				References: []model.Reference{{Title: word, URL: "javascript:" + word, Origin: word}, {Title: word, URL: "https://e.org/" + word, AddedBy: model.Analyst(word)}},
			}
		}
		a := annotate(text, marks)
		a.Brief.Title, a.Brief.Author, a.Brief.URL, a.Brief.Handling = text, text, "javascript:"+text, "TLP:RED "+text
		a.Brief.Paths = []string{"/x/" + text}
		a.Unsure = map[model.MarkID]string{}
		for i, m := range marks {
			if i%2 == 0 {
				a.Unsure[m.ID] = text
			}
		}
		orphan := model.Mark{ID: "orphan", Tag: model.Attributed, Quote: model.Quote{Text: text}, Details: model.Details{Note: text, Speaker: text}}
		a.Orphans = []model.Mark{orphan}
		checkPage(t, a)
		styles := elementsIn(parsed(t, pageOf(t, a)), func(n *html.Node) bool { return n.Data == "style" })
		if len(styles) != 1 || strings.Contains(styles[0].FirstChild.Data, "e.org") || strings.Contains(styles[0].FirstChild.Data, "url(") {
			t.Errorf("the style is not ours alone: %d styles", len(styles))
		}
	}
}

// TestHTMLMarksOverMarks: where too many marks lie over the same words, those
// that are not shown are named, and the page stays small.
func TestHTMLMarksOverMarks(t *testing.T) {
	t.Parallel()
	text := largeBrief(40 << 10)
	doc := markdown.New(text)
	a := annotate(text, evenMarks(doc, 400, len(doc.Visible())/2))
	page := pageOf(t, a)
	root := parsed(t, page)
	lost := elementsIn(root, func(n *html.Node) bool { return n.Parent != nil && hasClass(n.Parent, "lost") && n.Data == "a" })
	shown := elementsIn(root, func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "id"), "t-") })
	if len(shown) < 8 || len(shown)+len(lost) != len(a.Marks) {
		t.Errorf("of %d marks %d are shown and %d named", len(a.Marks), len(shown), len(lost))
	}
	if limit := 40 * len(text); len(page) > limit {
		t.Errorf("the page takes %d bytes, more than %d", len(page), limit)
	}
	checkPage(t, a)
}
