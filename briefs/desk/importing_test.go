package desk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/briefs/markdown"
	"obelus/model"
)

// incoming is a mark on words of briefText as a file says it.
func incoming(n int, words string, tag model.Tag, at time.Time) model.Incoming {
	doc := markdown.New(briefText)
	span := doc.Find(words)[0]
	return model.Incoming{Where: fmt.Sprintf("line %d", n), Mark: model.Mark{
		ID: model.MarkID(fmt.Sprintf("01980000-0000-7000-8000-%012d", n)), Brief: "0123456789ab", Revision: model.HashOf(briefText),
		Span: span, Quote: doc.Quote(span), Tag: tag, Details: model.Details{Status: model.Open, Note: "by hand"},
		Analyst: "ora", Created: at, Updated: at,
	}}
}

// carrying is a file that carries the brief with marks on it.
func carrying(marks ...model.Incoming) desk.ImportFile {
	return desk.ImportFile{Name: "annotated.md", Text: briefText, Brief: "0123456789ab", Marks: marks}
}

func (o *office) bring(d *desk.Desk, f desk.ImportFile, opts desk.ImportOptions) desk.Imported {
	o.Helper()
	done, err := d.Import(context.Background(), f, opts)
	if err != nil {
		o.Fatal(err)
	}
	return done
}

// came spells what an import did: "line 1 new, line 2 same".
func came(i desk.Imported) string {
	var said []string
	for _, a := range i.Arrivals {
		said = append(said, a.Where+" "+string(a.Came))
	}
	for _, r := range i.Refused {
		said = append(said, r.Where+" refused: "+r.Why)
	}
	return strings.Join(said, "\n")
}

// TestImportIntoAnEmptyStore: the brief and its marks come whole, in one change;
// a second time adds nothing; undo takes it back, and it comes again.
func TestImportIntoAnEmptyStore(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	file := carrying(incoming(1, portOpens, model.Attributed, o.clock), incoming(2, tooBold, model.Opinion, o.clock))
	done := o.bring(d, file, desk.ImportOptions{})
	o.want("first", came(done), "line 1 new\nline 2 new")
	o.want("message", done.Message, "annotated.md: 2 marks new, 0 the same, 0 changed")
	b := o.open(d, "0123456789ab")
	o.want("text", b.Doc.Text(), briefText)
	o.want("marks", o.marks(d, b), "ora a2 The, ora o3 That")
	for _, in := range file.Marks {
		if m, ok, err := d.Mark(context.Background(), in.Mark.ID); err != nil || !ok || !m.Equal(in.Mark) {
			t.Errorf("%s came as %+v, want %+v (%v)", in.Where, m, in.Mark, err)
		}
	}
	again := o.bring(d, file, desk.ImportOptions{})
	o.want("again", came(again), "line 1 same\nline 2 same")
	if again.Change.Seq != 0 {
		t.Error("the second import changed something")
	}
	o.must(d.Undo(context.Background(), desk.Scope{}))
	o.want("undone", o.marks(d, b), "")
	o.want("after undo", came(o.bring(d, file, desk.ImportOptions{})), "line 1 new\nline 2 new")
}

// TestImportDecides: of two states of a mark the newer one stands, what a person
// edited in the file before all; what was taken back here counts as newer.
func TestImportDecides(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	old := o.clock
	first := incoming(1, portOpens, model.Attributed, old)
	o.bring(d, carrying(first), desk.ImportOptions{})
	newer := first
	newer.Mark.Tag, newer.Mark.Updated = model.Opinion, o.clock.Add(time.Hour)
	done := o.bring(d, carrying(newer), desk.ImportOptions{})
	o.want("newer", came(done), "line 1 changed")
	o.want("was", string(done.Arrivals[0].Was.Tag), "attributed")
	o.want("older", came(o.bring(d, carrying(first), desk.ImportOptions{})), "line 1 older")
	edited := first
	edited.Mark.Tag, edited.Edited = model.Sourced, []string{"tag"}
	o.want("edited", came(o.bring(d, carrying(edited), desk.ImportOptions{})), "line 1 changed")
	o.want("tag", o.marks(d, o.open(d, "0123456789ab")), "ora s2 The")
	o.clock = o.clock.Add(3 * time.Hour)
	o.must(d.Undo(context.Background(), desk.Scope{}))
	o.want("undone", came(o.bring(d, carrying(newer), desk.ImportOptions{})), "line 1 same")
	gone := first
	gone.Gone, gone.At = true, o.clock.Add(time.Hour)
	o.want("removed", came(o.bring(d, carrying(gone), desk.ImportOptions{})), "line 1 removed")
	o.want("marks", o.marks(d, o.open(d, "0123456789ab")), "")
}

// TestImportOfForeignMarks: what names no place is found by its words, in the
// brief that is given or that is of the page; what is not surely found is
// refused, and nothing is guessed.
func TestImportOfForeignMarks(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	text := strings.ReplaceAll(briefText, "# Grain", "---\nurl: https://example.org/grain\n---\n\n# Grain") + "\nPrices rose. Prices rose.\n"
	b := o.keep(d, o.file("grain.md", text))
	quoted := func(n int, words, prefix string, tag model.Tag) model.Incoming {
		return model.Incoming{Where: fmt.Sprintf("annotation %d", n), Name: fmt.Sprint("https://tool.example/", n), Source: "https://example.org/grain#top",
			Mark: model.Mark{Quote: model.Quote{Text: words, Prefix: prefix}, Tag: tag, Details: model.Details{Status: model.Open}}}
	}
	byPoints := quoted(8, "", "", model.Unsourced)
	byPoints.Points = model.Points{Start: 17, End: 17 + len(portOpens)}
	elsewhere := quoted(9, tooBold, "", model.Opinion)
	elsewhere.Source = "https://example.org/another"
	file := desk.ImportFile{Name: "hypothesis.json", Marks: []model.Incoming{
		quoted(1, tooBold, "", model.Opinion), quoted(2, "Prices rose.", "rose. ", model.Unsourced), quoted(3, "Prices rose.", "", model.Unsourced),
		quoted(4, "Nobody said that.", "", model.Opinion), quoted(5, "", "", model.Opinion), quoted(6, prices, "", ""), byPoints, elsewhere,
	}}
	done := o.bring(d, file, desk.ImportOptions{})
	o.want("came", came(done), `annotation 1 new
annotation 2 new
annotation 8 new
annotation 3 refused: its words "Prices rose." stand 2 times in the brief, and nothing tells which are meant
annotation 4 refused: its words "Nobody said that." are not in the brief
annotation 5 refused: it quotes no words, and says no place that is in the brief
annotation 6 refused: it has none of the tags sourced, attributed, opinion, unsourced, nonclaim: give it one with --tag
annotation 9 refused: no brief in the store is of https://example.org/another: say which it is with --brief`)
	o.want("marks", o.marks(d, b), "ines u2 The, ines o3 That, ines u7 Prices")
	again := o.bring(d, file, desk.ImportOptions{Brief: b, Tag: model.Attributed})
	o.wantPrefix("again, with a brief and a tag", came(again),
		"annotation 1 same\nannotation 2 same\nannotation 6 new\nannotation 8 same\nannotation 9 new\n")
}

// TestImportOfAnEditedText: a text that is not known yet is a new one of the
// brief, and its marks stand where the file says.
func TestImportOfAnEditedText(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	path := o.file("grain.md", briefText)
	b := o.keep(d, path)
	o.tag(d, b, model.Opinion, tooBold)
	file := carrying()
	file.Brief, file.Text = b.Brief.ID, strings.ReplaceAll(briefText, "4 percent", "5 percent")
	doc := markdown.New(file.Text)
	span := doc.Find("Prices fell by 5 percent.")[0]
	in := incoming(1, prices, model.Unsourced, o.clock)
	in.Mark.Brief, in.Mark.Revision, in.Mark.Span, in.Mark.Quote = b.Brief.ID, model.HashOf(file.Text), span, doc.Quote(span)
	file.Marks = []model.Incoming{in}
	done := o.bring(d, file, desk.ImportOptions{})
	o.want("came", came(done), "line 1 new")
	now := o.open(d, string(b.Brief.ID))
	o.want("texts", fmt.Sprint(len(now.Brief.Revisions)), "2")
	o.want("marks", o.marks(d, now), "ines o3 That placed, ora u5 Prices")
}

// TestImportKnowsABriefByItsTexts: stores call a brief differently where one had
// an older text of it first. What comes under the other's id, edited or as
// annotations, is on the brief that is here, and no second one.
func TestImportKnowsABriefByItsTexts(t *testing.T) {
	edited := strings.ReplaceAll(briefText, "4 percent", "5 percent")
	theirs := model.BriefID(model.HashOf(briefText)[:model.BriefIDLen])
	words := model.Mark{
		ID: "01980000-0000-7000-8000-000000000001", Brief: theirs, Revision: model.HashOf(edited),
		Quote: model.Quote{Text: tooBold}, Tag: model.Opinion, Analyst: "ora",
	}
	for name, of := range map[string]struct {
		file desk.ImportFile
		want string
	}{
		"an edited text":      {desk.ImportFile{Text: edited, Brief: theirs}, "3 texts, marks: "},
		"of a text that is":   {desk.ImportFile{Text: edited, Brief: "0123456789ab", Of: model.HashOf(briefText)}, "3 texts, marks: "},
		"annotations of such": {desk.ImportFile{Marks: []model.Incoming{{Where: "line 1", Mark: words}}}, "2 texts, marks: ora o3 That"},
	} {
		o := newOffice(t)
		d := o.desk("ines", "1")
		o.keep(d, o.file("grain.md", "# Grain and ports\n\nA first text.\n"))
		b := o.keep(d, o.file("grain.md", briefText))
		done := o.bring(d, of.file, desk.ImportOptions{})
		o.want(name+": refused", fmt.Sprint(done.Refused), "[]")
		now := o.open(d, string(b.Brief.ID))
		o.want(name, fmt.Sprintf("%d texts, marks: %s", len(now.Brief.Revisions), o.marks(d, now)), of.want)
		if shelf, err := d.Shelf(context.Background(), ""); err != nil || len(shelf) != 1 {
			t.Errorf("%s: %d briefs on the shelf, %v", name, len(shelf), err)
		}
	}
}

// TestImportKeepsToItsBrief: a brief that is named besides is for files that do
// not say theirs; another brief's text does not become a text of it.
func TestImportKeepsToItsBrief(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	other := o.keep(d, o.file("wheat.md", "# Wheat\n\nNobody pays.\n"))
	b := o.keep(d, o.file("grain.md", briefText))
	in := incoming(1, tooBold, model.Opinion, o.clock)
	in.Mark.Brief = b.Brief.ID
	file := carrying(in)
	file.Brief = b.Brief.ID
	o.want("came", came(o.bring(d, file, desk.ImportOptions{Brief: other})), "line 1 new")
	o.want("marks", o.marks(d, b), "ora o3 That")
	o.want("the other's texts", fmt.Sprint(len(o.open(d, string(other.Brief.ID)).Brief.Revisions)), "1")
}

// TestImportSaysSinceWhen: a mark that was taken back to what it was is newer
// than what was taken back, and the arrival says since when.
func TestImportSaysSinceWhen(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	id := madeBy(o.tag(d, b, model.Opinion, tooBold))
	o.note(d, id, "asked")
	later, _, err := d.Mark(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	back := o.must(d.Undo(context.Background(), desk.Scope{}))
	for name, in := range map[string]struct {
		model.Incoming
		at time.Time
	}{"of before": {model.Incoming{Mark: later}, later.Updated}, "of no time": {model.Incoming{Mark: untimed(later)}, time.Time{}}} {
		done := o.bring(d, desk.ImportFile{Marks: []model.Incoming{in.Incoming}}, desk.ImportOptions{})
		if a := done.Arrivals[0]; a.Came != desk.CameOlder || !a.Since.Equal(back.Change.Time) || !a.Theirs.Updated.Equal(in.at) {
			t.Errorf("%s: %s of %v, here since %v; taken back at %v", name, a.Came, a.Theirs.Updated, a.Since, back.Change.Time)
		}
	}
}

func untimed(m model.Mark) model.Mark {
	m.Created, m.Updated = time.Time{}, time.Time{}
	return m
}

// TestImportOfWordsThatWereTakenOut: where somebody took a mark's words out of the
// file's text, and the store lacks the text that they were in, that is the reason.
func TestImportOfWordsThatWereTakenOut(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	in := incoming(1, tooBold, model.Opinion, o.clock)
	in.Mark.Quote = model.Quote{}
	file := carrying(in)
	file.Text = strings.Replace(briefText, " "+tooBold, "", 1)
	o.want("came", came(o.bring(d, file, desk.ImportOptions{})), "line 1 refused: it stands on a text that the store does not have, and its words are not in this one")
}

// TestImportOfAPageThatSeveralBriefsAre: where two briefs are of one address
// neither is taken for the page but the one that is named.
func TestImportOfAPageThatSeveralBriefsAre(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	const page = "---\nurl: https://example.org/port\n---\n"
	one, two := o.keep(d, o.file("one.md", page+briefText)), o.keep(d, o.file("two.md", page+"# Other\n\n"+tooBold+"\n"))
	in := model.Incoming{Where: "line 1", Name: "x:1", Source: "https://example.org/port#top", Mark: model.Mark{Tag: model.Opinion, Quote: model.Quote{Text: tooBold}}}
	o.want("neither", came(o.bring(d, annotations(in), desk.ImportOptions{})), "line 1 refused: several briefs in the store are of https://example.org/port#top: say which it is with --brief")
	for _, b := range []*desk.Opened{one, two} {
		o.want("named", came(o.bring(d, annotations(in), desk.ImportOptions{Brief: b})), "line 1 new")
		o.must(d.Undo(context.Background(), desk.Scope{}))
	}
	o.must(d.Remove(context.Background(), one.Brief.ID))
	o.want("the one on the shelf", came(o.bring(d, annotations(in), desk.ImportOptions{})), "line 1 new")
	o.want("there", o.marks(d, two), "ora o2 That")
}
