package export_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

// pageOf is the HTML page of a.
func pageOf(tb checker, a export.Annotated) string {
	tb.Helper()
	var b bytes.Buffer
	if err := export.HTML(&b, a); err != nil {
		tb.Fatalf("%v", err)
	}
	return b.String()
}

func parsed(tb checker, page string) *html.Node {
	tb.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		tb.Fatalf("%v", err)
	}
	return root
}

// attribute is the value of n's attribute; "" where it has none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

// elementsIn lists the elements below n that are wanted, in document order.
func elementsIn(n *html.Node, want func(*html.Node) bool) []*html.Node {
	var list []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && want(d) {
			list = append(list, d)
		}
	}
	return list
}

// wordsOf is the text below n that is the brief's: what the page puts beside it
// has the class own.
func wordsOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if hasClass(n, "own") {
		return ""
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(wordsOf(c))
	}
	return b.String()
}

// bare is text without white space.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// checkPage exports a and checks all that must hold of any page.
func checkPage(tb checker, a export.Annotated) {
	tb.Helper()
	page := pageOf(tb, a)
	if again := pageOf(tb, a); again != page {
		tb.Fatalf("two pages of the same marks differ")
	}
	root := parsed(tb, page)
	for _, problem := range inert(root) {
		tb.Errorf("%s\nbrief text: %q", problem, a.Doc.Text())
	}
	articles := elementsIn(root, func(n *html.Node) bool { return n.Data == "article" })
	if len(articles) != 1 {
		tb.Fatalf("%d articles in the page of %q", len(articles), a.Doc.Text())
	}
	if got, want := bare(wordsOf(articles[0])), bare(a.Doc.Visible()); got != want {
		tb.Fatalf("the article of %q\nsays  %q\nwants %q", a.Doc.Text(), got, want)
	}
	checkOutline(tb, root)
	checkPieces(tb, a, root, articles[0])
}

// checkOutline wants headings that leave out no level on the way down, and
// every landmark once.
func checkOutline(tb checker, root *html.Node) {
	tb.Helper()
	level, first := 0, 0
	for _, n := range elementsIn(root, func(n *html.Node) bool {
		return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
	}) {
		next := int(n.Data[1] - '0')
		if next > level+1 {
			tb.Errorf("%q is an h%d behind an h%d", wordsOf(n), next, level)
		}
		if level = next; level == 1 {
			first++
		}
	}
	for _, name := range []string{"main", "header", "nav", "footer"} {
		if n := len(elementsIn(root, func(n *html.Node) bool { return n.Data == name })); n != 1 {
			tb.Errorf("there are %d <%s>", n, name)
		}
	}
	if first != 1 {
		tb.Errorf("there are %d headings of the first level", first)
	}
}

// checkPieces wants every mark's pieces to hold the mark's words and nothing
// else, its sign to lead to its entry, and that to lead back.
func checkPieces(tb checker, a export.Annotated, root, article *html.Node) {
	tb.Helper()
	pieces := map[string]string{}
	for _, n := range elementsIn(article, func(n *html.Node) bool { return n.Data == "mark" }) {
		pieces[attribute(n, "data-mark")] += wordsOf(n)
	}
	ids := map[string]*html.Node{}
	for _, n := range elementsIn(root, func(n *html.Node) bool { return attribute(n, "id") != "" }) {
		if id := attribute(n, "id"); ids[id] != nil {
			tb.Errorf("two elements have the id %q", id)
		} else {
			ids[id] = n
		}
	}
	for _, n := range elementsIn(root, func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "href"), "#") }) {
		if ids[attribute(n, "href")[1:]] == nil {
			tb.Errorf("%s leads nowhere", attribute(n, "href"))
		}
	}
	labels := labelsOf(a)
	shown := map[string]bool{}
	for _, m := range a.Marks {
		label := string(labels[m.ID])
		if ids["t-"+label] == nil {
			continue
		}
		shown[label] = true
		if got, want := bare(pieces[label]), bare(a.Doc.VisibleOf(m.Span)); got != want {
			tb.Errorf("%s of %q at %v\nsays  %q\nwants %q", label, a.Doc.Text(), m.Span, got, want)
		}
		signs := elementsIn(article, func(n *html.Node) bool { return n.Data == "a" && attribute(n, "href") == "#c-"+label })
		if len(signs) != 1 || !hasClass(signs[0], "sign") {
			tb.Errorf("%s has %d signs in the text of %q", label, len(signs), a.Doc.Text())
		}
		back := elementsIn(ids["c-"+label], func(n *html.Node) bool { return n.Data == "a" && attribute(n, "href") == "#t-"+label })
		if len(back) != 1 {
			tb.Errorf("the entry of %s does not lead back", label)
		}
	}
	if len(shown) < min(len(a.Marks), 8) {
		tb.Errorf("only %d of %d marks are shown in %q", len(shown), len(a.Marks), a.Doc.Text())
	}
}

// labelsOf are the labels that an export gives a's marks, which have none.
func labelsOf(a export.Annotated) map[model.MarkID]model.Label {
	unit := func(at int) int {
		n := 0
		for _, u := range a.Units {
			if u.Span.Start <= at {
				n++
			}
		}
		return max(1, n)
	}
	return model.Labels(sorted(a.Marks), unit, func(l model.Label) bool { return a.Doc.HasFootnote(string(l)) })
}

// knownElements are all that a page is made of.
var knownElements = strings.Fields(`html head meta title link style body header nav main section article footer
	h1 h2 h3 h4 h5 h6 p a ul ol li div span strong em del code pre br hr blockquote q sup mark table thead tbody tr th td
	form fieldset legend label input dl dt dd`)

// knownAttributes are all that its elements have.
var knownAttributes = strings.Fields(`lang charset http-equiv content name rel href class id aria-label aria-labelledby aria-hidden role
	dir tabindex start type checked autocomplete scope data-mark`)

// inert lists what of a page could do anything, or is none of ours.
func inert(root *html.Node) []string {
	var problems []string
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			problems = append(problems, "a comment: "+n.Data)
		case html.ElementNode:
			problems = append(problems, inertElement(n)...)
		}
	}
	return problems
}

var policy = regexp.MustCompile(`^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'$`)

func inertElement(n *html.Node) []string {
	var problems []string
	if !slices.Contains(knownElements, n.Data) || n.Namespace != "" {
		problems = append(problems, "an element <"+n.Namespace+" "+n.Data+">")
	}
	for _, a := range n.Attr {
		if !slices.Contains(knownAttributes, a.Key) || a.Namespace != "" {
			problems = append(problems, "<"+n.Data+"> has the attribute "+a.Key)
		}
		if a.Key == "href" && n.Data == "a" {
			lower := strings.ToLower(a.Val)
			if !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "mailto:") && !strings.HasPrefix(lower, "#") {
				problems = append(problems, "a link to "+a.Val)
			}
		}
		if a.Key == "http-equiv" && (a.Val != "Content-Security-Policy" || !policy.MatchString(attribute(n, "content"))) {
			problems = append(problems, "the policy "+attribute(n, "content"))
		}
	}
	return problems
}

// TestHTMLGolden looks at the whole of one page.
func TestHTMLGolden(t *testing.T) {
	a := goldenBrief(t)
	got := pageOf(t, a)
	if *update {
		if err := os.WriteFile("testdata/annotated.html", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/annotated.html")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the page changed; go test -args -update writes it anew (-want +got):\n%s", diff)
	}
	checkPage(t, a)
}

// TestHTMLEverySpecExample puts random marks on every example of the
// specifications.
func TestHTMLEverySpecExample(t *testing.T) {
	t.Parallel()
	pages(t, specExamples(t), *rounds, 6)
}

// TestHTMLOwnTexts does the same with texts that are hard to mark.
func TestHTMLOwnTexts(t *testing.T) {
	t.Parallel()
	pages(t, append(ownTexts(), hostileTexts()...), 10**rounds, 6)
}

// TestHTMLCorpusBriefs does the same with whole briefs.
func TestHTMLCorpusBriefs(t *testing.T) {
	t.Parallel()
	var texts []string
	for _, text := range corpusBriefs(t) {
		texts = append(texts, text)
	}
	pages(t, texts, *rounds, 60)
}

func pages(t *testing.T, texts []string, times, marks int) {
	t.Helper()
	n := 0
	for i, text := range texts {
		doc := markdown.New(text)
		for round := range times {
			r := rand.New(rand.NewPCG(uint64(i), uint64(round)))
			checkPage(t, annotate(text, randomMarks(r, doc, marks)))
			n++
		}
	}
	t.Logf("%d pages of %d texts say what their briefs say, every mark on its words", n, len(texts))
}

// TestHTMLAnyMarkdown does the same with texts put together of what Markdown
// and HTML are made of.
func TestHTMLAnyMarkdown(t *testing.T) {
	t.Parallel()
	pieces := append(hostileTexts(), "word ", "two words", ". ", "*", "**", "_", "~~", "`", "[", "]", "](https://x.org)", "](javascript:x)", "![",
		"<b>", "</b>", "<br>", "<https://x.org>", "www.x.org", "&amp;", "&lt;", "\\*", "\\", "[^1]", "\n", "\n\n", "  \n", "- ", "- [x] ", "1. ", "> ", "# ",
		"### ", "\n---\n", "\n===\n", "| a | b |\n|---|:-:|\n| ", " | ", "```\n", "    ", "\t", "<div>\n", "\n\n[^1]: note\n\n", "日本", "é", "עברית ")
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(rt, "pieces"), "")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		checkPage(rt, annotate(text, randomMarks(r, markdown.New(text), 8)))
	})
}
