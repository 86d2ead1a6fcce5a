package webannotation

import (
	"io"
	"slices"
	"strconv"
	"unicode/utf8"

	"obelus/briefs/export"
	"obelus/model"
)

// Write writes the marks of a brief as an AnnotationCollection with its one page
// embedded (sections 5.1 and 5.2): those on this revision in document order,
// then the orphans. A mark that was found again and not confirmed stands as it
// was confirmed last, on its own revision. Two exports of the same marks are the
// same bytes.
func Write(w io.Writer, a export.Annotated) error {
	a.Marks = slices.SortedStableFunc(slices.Values(a.Marks), model.CompareMarks)
	marks := a.Confirmed()
	out := &writer{to: w}
	frame := collectionOf(a, len(marks))
	out.node(frame, len(marks) > 0)
	if len(marks) == 0 {
		return out.end("\n")
	}
	first := pageOf(a)
	out.raw(",\n  \"first\": ")
	out.indent = 1
	out.node(first, true)
	out.raw(",\n    \"items\": [")
	out.indent = 3
	points := pointsOf(a, marks)
	for i, m := range marks {
		if i > 0 {
			out.raw(",")
		}
		out.raw("\n      ")
		out.node(annotationOf(a, m, stateOf(a, i), points[i]), false)
	}
	return out.end("\n    ]\n  }\n}\n")
}

// A writer writes values one behind the other, so that no more than one of them
// is held.
type writer struct {
	to     io.Writer
	indent int
	buf    []byte
	err    error
}

// flushAt is how much is gathered before it is written.
const flushAt = 64 << 10

// node writes n; open leaves out the brace that ends it.
func (w *writer) node(n node, open bool) {
	w.buf = appendNode(w.buf, n, w.indent)
	if open {
		w.buf = w.buf[:len(w.buf)-len("\n}")-2*w.indent]
	}
	w.flush(flushAt)
}

func (w *writer) raw(s string) { w.buf = append(w.buf, s...) }

func (w *writer) flush(from int) {
	if len(w.buf) < from || w.err != nil {
		return
	}
	_, w.err = w.to.Write(w.buf)
	w.buf = w.buf[:0]
}

func (w *writer) end(s string) error {
	w.raw(s)
	w.flush(0)
	return w.err
}

// contexts are the model's and what our members mean. References are a list:
// elsewhere in JSON-LD the order of what a list holds says nothing.
func contexts() node {
	references := node{}
	references.say("@id", vocabulary+keyRefs[len("obelus:"):])
	references.say("@container", "@list")
	ours := node{}
	ours.say("obelus", vocabulary)
	ours.put(keyRefs, references)
	return listOf(textNode(annoContext), ours)
}

func collectionOf(a export.Annotated, total int) node {
	n := node{}
	n.put("@context", contexts())
	n.say("id", listURN+string(a.Brief.ID))
	n.say("type", "AnnotationCollection")
	title := a.Brief.Title
	if title == "" {
		title = "Marks on the brief " + string(a.Brief.ID)
	}
	n.say("label", title)
	generator := node{}
	generator.say("id", "urn:obelus:program")
	generator.say("type", "Software")
	generator.say("name", "Obelus")
	n.put("generator", generator)
	n.say(keyBrief, string(a.Brief.ID))
	n.say(keyText, string(model.HashOf(a.Doc.Text())))
	n.put("total", number(total))
	if total > 0 {
		n.say("last", pageIRI(a))
	}
	return n
}

// pageOf is the page without its items. The page must have some, so that there
// is none where there are no marks.
func pageOf(a export.Annotated) node {
	n := node{}
	n.say("id", pageIRI(a))
	n.say("type", "AnnotationPage")
	n.say("partOf", listURN+string(a.Brief.ID))
	n.put("startIndex", number(0))
	return n
}

func pageIRI(a export.Annotated) string { return listURN + string(a.Brief.ID) + ":1" }

func number(n int) node { return node{kind: literal, text: strconv.Itoa(n)} }

// pointsOf counts where marks stand in the visible text, all in one walk. A mark
// has no such place where it is on another revision, or in a footnote's
// definition as well as in the text before it, which a reader sees apart.
func pointsOf(a export.Annotated, marks []model.Mark) []model.Points {
	hash := model.HashOf(a.Doc.Text())
	spans := make([]model.Span, len(marks))
	for i, m := range marks {
		if m.Revision == hash {
			spans[i] = m.Span
		}
	}
	points := a.Doc.Points(spans)
	for i, p := range points { // several selectors should select the same (section 4.2)
		if p.End-p.Start != utf8.RuneCountInString(marks[i].Quote.Text) {
			points[i] = model.Points{}
		}
	}
	return points
}

// stateOf is how the i-th of a's marks, then orphans, sits in its text.
func stateOf(a export.Annotated, i int) model.State {
	if i >= len(a.Marks) {
		return model.Orphaned
	}
	switch was, unsure := a.Unsure[a.Marks[i].ID]; {
	case !unsure:
		return model.Placed
	case was == "":
		return model.Moved
	}
	return model.Changed
}

func annotationOf(a export.Annotated, m model.Mark, state model.State, p model.Points) node {
	n := node{}
	n.say("id", iriOf(m.ID))
	n.say("type", "Annotation")
	n.put("motivation", oneOrAll(motivations(m)))
	n.put("creator", creatorOf(m.Analyst))
	if !m.Created.IsZero() {
		n.say("created", stamp(m.Created))
	}
	if !m.Updated.IsZero() {
		n.say("modified", stamp(m.Updated))
	}
	n.put("body", bodiesOf(m))
	n.put("target", targetOf(a, m, p))
	n.say(keyTag, string(m.Tag))
	n.say(keyLabel, string(a.Labels[m.ID]))
	n.say(keyState, string(state))
	n.say(keyLeft, string(m.Left))
	for _, d := range details {
		n.say(d.key, d.get(&m.Details))
	}
	n.put(keyRefs, referencesOf(m.Details.References))
	if m.Extra != "" {
		giveExtra(&n, m)
	}
	return n
}

func oneOrAll(all []string) node {
	if len(all) == 1 {
		return textNode(all[0])
	}
	return texts(all)
}

// creatorOf is the analyst, who has a name and no address: the same name can be
// another person elsewhere.
func creatorOf(a model.Analyst) node {
	n := node{}
	if a != "" {
		n.say("type", "Person")
		n.say("name", string(a))
		n.say("nickname", string(a))
	}
	return n
}

// bodiesOf are the tag in the words that people read, and the note.
func bodiesOf(m model.Mark) node {
	bodies := listOf(bodyOf(detailTag, "tagging", "text/plain", m.Tag.Words()))
	bodies.items[0].say("language", "en")
	if m.Details.Note != "" {
		bodies.items = append(bodies.items, bodyOf(detailNote, "commenting", "text/markdown", m.Details.Note))
	}
	return bodies
}

func bodyOf(detail, purpose, format, value string) node {
	n := node{}
	n.say("type", "TextualBody")
	n.say("purpose", purpose)
	n.put("value", textNode(value))
	n.say("format", format)
	n.say(keyDetail, detail)
	return n
}

func targetOf(a export.Annotated, m model.Mark, p model.Points) node {
	source, _ := sourceOf(a.Brief)
	n := node{}
	n.say("type", "SpecificResource")
	n.say("source", source)
	n.say(keyBrief, string(m.Brief))
	n.say(keyText, string(m.Revision))
	n.say(keySpan, m.Span.String())
	quote := node{}
	quote.say("type", "TextQuoteSelector")
	quote.put("exact", textNode(m.Quote.Text))
	quote.put("prefix", textNode(m.Quote.Prefix))
	quote.put("suffix", textNode(m.Quote.Suffix))
	selectors := listOf(quote)
	if !p.Empty() {
		place := node{}
		place.say("type", "TextPositionSelector")
		place.put("start", number(p.Start))
		place.put("end", number(p.End))
		selectors.items = append(selectors.items, place)
	}
	n.put("selector", selectors)
	return n
}

func referencesOf(references []model.Reference) node {
	all := node{}
	for _, r := range references {
		n := node{kind: object}
		for _, part := range referenceParts {
			n.say(part.key, *part.at(&r))
		}
		all.kind, all.items = list, append(all.items, n)
	}
	return all
}
