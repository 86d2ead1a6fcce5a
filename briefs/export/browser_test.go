package export_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/briefs/sentence"
	"obelus/briefs/tally"
	"obelus/model"
)

var pictures = flag.String("pictures", "", "a folder for pictures of the page as a browser shows it")

// shownBriefs are the pages that are looked at in a browser.
func shownBriefs(t *testing.T) map[string]export.Annotated {
	golden := goldenBrief(t)
	mali := onUnits(samples.All()[0].Text)
	mali.Brief.Handling = "TLP:AMBER+STRICT"
	return map[string]export.Annotated{
		"golden": golden,
		"sample": mali,
		"hard":   withMarks(annotate(hardBrief, nil), 40),
	}
}

// onUnits marks most units of a text, each as a whole.
func onUnits(text string) export.Annotated {
	doc := markdown.New(text)
	units := sentence.All(doc)
	var marks []model.Mark
	for i, u := range units {
		if i%6 == 5 {
			continue
		}
		marks = append(marks, model.Mark{ID: model.MarkID(fmt.Sprint("u", i)), Span: u.Span, Tag: model.Tags()[i%5], Details: model.Details{
			Speaker: "the prime minister", Quotation: model.Direct, Likelihood: "likely", Confidence: model.Low, Status: model.Open, Reliability: "C", Credibility: "3",
			References: []model.Reference{{Title: "Record of the meeting", URL: "https://example.org/record", Date: "30 June 2023", Locator: "page 4"}},
		}, Analyst: "maria"})
	}
	a := annotate(text, marks)
	a.Units = units
	a.Tally = tally.NewCounter(doc, units).Count(a.Marks)
	return a
}

// withMarks puts n marks of every kind over all of a, many over others.
func withMarks(a export.Annotated, n int) export.Annotated {
	doc := markdown.New(a.Doc.Text())
	marks := append(evenMarks(doc, n, 60), evenMarks(doc, n/4, 240)...)
	for i := range marks {
		marks[i].ID = model.MarkID(fmt.Sprint("m", i))
		marks[i].Details.Note = "A *note* of `its` own: <https://example.org/note>."
		if i%2 == 0 {
			marks[i].Details.References = []model.Reference{{Title: "Harbour notice", URL: "https://example.org/notice/with/a/rather/long/path/that/has/to/be/wrapped/somewhere", Date: "11 March 2026"}}
		}
	}
	out := annotate(a.Doc.Text(), marks)
	out.Brief = a.Brief
	return out
}

// hardBrief has what is hard to lay out.
const hardBrief = `# A brief with everything in it

Some **strong words** and *soft ones* with ` + "`code in them`" + `, [a link to a page](https://example.org/page), ~~gone~~, and a footnote.[^1]

## العربية جملة طويلة

قال المتحدث باسم الوزارة إن السفن ستبحر مرة أخرى يوم الاثنين، ولم يؤكد أحد ذلك حتى الآن.

#### A level left out

| port | ships | since when | who says so | what is known of it besides | remarks |
| --- | ---: | :-: | --- | --- | --- |
| north | 7 | 3 March | the harbour authority | nothing that anybody could confirm | none |
| south | 14 | 5 March | the union of dockers | see the [notice](https://example.org/n) | some |

` + "```\n" + `a line of code that is much longer than any page is wide, so that somebody has to move it sideways to read it
second line
` + "```\n" + `
> Quoted words, of two lines
> and with *emphasis*.
>
> - an item
> - [x] a task that is done

1. first
2. second
   - inner
   - inner two

averyveryverylongwordthatnobodycouldeverreadwithoutabreakinitandthatgoesonandonandonandonuntilitends and then more.

[^1]: The footnote, with its own [source](https://example.org/source).
`

// TestInBrowser looks at pages in a real browser: at one, wide and narrow, or
// with OBELUS_LONG at all of them in every window and scheme.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	c := startChromium(t)
	for name, a := range shownBriefs(t) {
		if !long() && name != "golden" {
			continue
		}
		page := pageOf(t, a)
		for _, window := range []struct {
			name          string
			width, height int
		}{{"desktop", 1280, 900}, {"phone", 390, 844}, {"narrow", 320, 640}} {
			for _, scheme := range []string{"light", "dark"} {
				if !long() && (window.name == "phone" || scheme == "dark" && window.name == "narrow") {
					continue
				}
				c.media("screen", scheme)
				c.show(page, window.width, window.height)
				where := name + "-" + window.name + "-" + scheme
				c.wantQuiet(where)
				c.wantContrast(where)
				c.wantNoSideways(where)
				c.picture(where)
				c.look(where, "brief-h")
				c.look(where, "claims-h")
			}
		}
		c.media("print", "dark")
		c.show(page, 800, 1100)
		c.wantContrast(name + "-print")
		c.picture(name + "-print")
		c.paper(name)
	}
}

// wantQuiet wants nothing said on the console, and nothing asked for but the
// page.
func (c *chromium) wantQuiet(where string) {
	c.t.Helper()
	for _, kind := range []string{"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"} {
		for _, e := range c.happened(kind) {
			c.t.Errorf("%s: the console says %s", where, e.Params)
		}
	}
	for _, e := range c.happened("Network.requestWillBeSent") {
		if text := string(e.Params); !strings.Contains(text, `"type":"Document"`) && !strings.Contains(text, `"url":"data:,"`) {
			c.t.Errorf("%s: the page asks for something: %s", where, text)
		}
	}
}

// contrasts measures every stretch of text that is shown: its colour against
// what lies behind it, by WCAG 2.2's formula.
const contrasts = `(() => {
	const rgb = text => { const m = text.match(/[\d.]+/g).map(Number); return m.length > 3 && m[3] === 0 ? null : m.slice(0, 3) }
	const lum = c => { const f = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126*f[0] + 0.7152*f[1] + 0.0722*f[2] }
	const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c) return c } return [255, 255, 255] }
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	let least = 99, worst = '', n = 0
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement
		if (!walk.currentNode.data.trim() || e.getClientRects().length === 0) continue
		const a = lum(rgb(getComputedStyle(e).color)), b = lum(behind(e))
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
		n++
		if (ratio < least) { least = ratio; worst = e.outerHTML.slice(0, 200) }
	}
	return {least, worst, n}
})()`

func (c *chromium) wantContrast(where string) {
	c.t.Helper()
	var got struct {
		Least float64
		Worst string
		N     int
	}
	c.eval(contrasts, &got)
	if got.Least < 4.5 || got.N < 50 {
		c.t.Errorf("%s: the least contrast of %d stretches of text is %.2f, in %s", where, got.N, got.Least, got.Worst)
	}
	c.t.Logf("%s: the least contrast of %d stretches of text is %.2f", where, got.N, got.Least)
}

// wantNoSideways wants the page itself never to go on sideways; tables and code
// do, in a frame of their own.
func (c *chromium) wantNoSideways(where string) {
	c.t.Helper()
	var over []string
	c.eval(`(() => { const w = document.documentElement.clientWidth
		if (document.scrollingElement.scrollWidth <= w) return []
		return [...document.body.querySelectorAll('*')].filter(e => !e.closest('.wide > *') && e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 5) })()`, &over)
	for _, e := range over {
		c.t.Errorf("%s: too wide: %s", where, e)
	}
}

// TestKeyboardInBrowser reads a page without a mouse: every link, checkbox and
// frame is come to by Tab, is shown to have the focus, and lies under nothing;
// Space filters; Enter goes to a mark's entry and back.
func TestKeyboardInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	c := startChromium(t)
	c.media("screen", "light")
	c.show(pageOf(t, goldenBrief(t)), 1280, 900)
	var stops int
	c.eval(`document.querySelectorAll('a[href], input, [tabindex="0"]').length`, &stops)
	seen := map[string]bool{}
	for range stops {
		c.press("Tab")
		var at struct{ Name, Trouble string }
		c.eval(focused, &at)
		if at.Trouble != "" {
			t.Errorf("%s: %s", at.Name, at.Trouble)
		}
		seen[at.Name] = true
		if strings.Contains(at.Name, "show-unsourced") {
			c.filters(t)
		}
		if at.Name == "A S3, sourced: to its entry #c-s3" {
			c.goesAndComesBack(t)
		}
	}
	if len(seen) != stops {
		t.Errorf("Tab comes to %d of %d stops: %v", len(seen), stops, seen)
	}
	c.wantQuiet("after the keys")
}

// focused says what has the focus, and what is wrong with how that is shown.
const focused = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), r = e.getClientRects()[0]
	const all = [...document.querySelectorAll('a[href], input, [tabindex="0"]')]
	const twins = all.filter(o => o.id === e.id && o.ariaLabel === e.ariaLabel && o.getAttribute('href') === e.getAttribute('href')).indexOf(e)
	let trouble = ''
	if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) trouble = 'its focus is not shown'
	else if (!r) trouble = 'it is not shown'
	else if (r.top < 0 || r.top > innerHeight) trouble = 'it is out of sight'
	else { const o = document.elementFromPoint(r.left + Math.min(r.width, 40) / 2, Math.min(innerHeight - 1, r.top + Math.min(r.height, 20) / 2))
		if (o !== e && !e.contains(o) && !o.contains(e)) trouble = 'it lies under ' + o.outerHTML.slice(0, 80) }
	return {name: [e.tagName, e.id, e.ariaLabel, e.getAttribute('href'), twins || ''].filter(Boolean).join(' '), trouble}
})()`

// filters presses Space on the checkbox of the unsourced marks, twice.
func (c *chromium) filters(t *testing.T) {
	t.Helper()
	const shown = `(() => {
		const plain = e => { const s = getComputedStyle(e); return s.textDecorationLine === 'none' && s.backgroundColor === 'rgba(0, 0, 0, 0)' }
		const hidden = e => e.getClientRects().length === 0
		const of = tag => ({marks: [...document.querySelectorAll('.brief mark.' + tag)].filter(e => !plain(e)).length,
			signs: [...document.querySelectorAll('.brief .sign.' + tag)].filter(e => !hidden(e)).length,
			rows: [...document.querySelectorAll('.claims tr.' + tag)].filter(e => !hidden(e)).length})
		return {unsourced: of('unsourced'), attributed: of('attributed'), words: document.querySelector('article').innerText.includes('The strike at the northern')}
	})()`
	type counts struct{ Marks, Signs, Rows int }
	type state struct {
		Unsourced, Attributed counts
		Words                 bool
	}
	var before, off, on, printed state
	c.eval(shown, &before)
	c.press("Space")
	c.eval(shown, &off)
	c.picture("golden-filtered")
	c.media("print", "light")
	c.eval(`(() => ({words: true, unsourced: {rows: [...document.querySelectorAll('.claims tr.unsourced')].filter(e => e.getClientRects().length).length,
		signs: [...document.querySelectorAll('.brief .sign.unsourced')].filter(e => e.getClientRects().length).length}}))()`, &printed)
	c.media("screen", "light")
	var ok bool
	c.eval(`document.getElementById('show-unsourced').focus(), true`, &ok) // paper has no checkbox
	c.press("Space")
	c.eval(shown, &on)
	if before.Unsourced.Marks < 3 || before.Unsourced.Signs < 3 || before.Unsourced.Rows < 4 || before.Attributed.Rows < 3 {
		t.Errorf("at first %+v", before)
	}
	want := before
	want.Unsourced = counts{}
	if off != want {
		t.Errorf("without the unsourced %+v, want %+v", off, want)
	}
	if printed.Unsourced.Rows != before.Unsourced.Rows || printed.Unsourced.Signs != before.Unsourced.Signs {
		t.Errorf("what is filtered out is not printed: %+v", printed)
	}
	if on != before {
		t.Errorf("with them again %+v, want %+v", on, before)
	}
}

// goesAndComesBack presses Enter on a sign in the text and on the one that it
// leads to. The focus is back on the first one at the end.
func (c *chromium) goesAndComesBack(t *testing.T) {
	t.Helper()
	var at struct {
		Hash string
		Seen bool
	}
	const where = `(() => { const r = document.querySelector(':target').getBoundingClientRect(); return {hash: location.hash, seen: r.top > -1 && r.top < innerHeight} })()`
	c.press("Enter")
	c.eval(where, &at)
	if at.Hash != "#c-s3" || !at.Seen {
		t.Errorf("the sign leads to %+v", at)
	}
	c.press("Tab") // the first link in the row
	c.press("Enter")
	c.eval(where, &at)
	if at.Hash != "#t-s3" || !at.Seen {
		t.Errorf("the entry leads back to %+v", at)
	}
	var ok bool
	c.eval(`document.querySelector('.brief a[href="#c-s3"]').focus(), true`, &ok)
}

// TestMeasureInBrowser: a line of the brief holds about 70 letters on a wide
// screen; how many depends on which of its fonts the reader has.
func TestMeasureInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	c := startChromium(t)
	c.show(pageOf(t, annotate(strings.Repeat("The ministry said on Monday that ships would sail again, and nobody confirmed it. ", 30), nil)), 1280, 900)
	var letters float64
	c.eval(`(() => { const p = document.querySelector('.brief p'), r = document.createRange(); r.selectNodeContents(p)
		return p.textContent.length / (p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)) })()`, &letters)
	if letters < 55 || letters > 80 {
		t.Errorf("a line holds %.0f letters", letters)
	}
	t.Logf("a line holds %.0f letters", letters)
}

// TestNoteTableInBrowser: a table in a note is set as a table, not as the one
// that the note stands in, whatever the window.
func TestNoteTableInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	c := startChromium(t)
	a := onUnits("The ministry said so.\n")
	a.Marks[0].Details.Note = "| a | b |\n| --- | --- |\n| 1 | 2 |"
	for _, width := range []int{1280, 320} {
		c.show(pageOf(t, a), width, 800)
		var got struct{ Head, Row, Line string }
		c.eval(`(() => { const row = document.querySelector('.remark thead tr'), head = row.firstElementChild
			return {head: getComputedStyle(head).display, row: getComputedStyle(row).display, line: getComputedStyle(head).borderLeftWidth} })()`, &got)
		if got.Head != "table-cell" || got.Row != "table-row" || got.Line != "0px" {
			t.Errorf("in a window of %d the head of a note's table is %+v", width, got)
		}
	}
}
