package desk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/briefs/samples"
	"obelus/model"
)

// annotations is a file that carries no brief, with marks on it.
func annotations(marks ...model.Incoming) desk.ImportFile {
	return desk.ImportFile{Name: "marks.json", Marks: marks}
}

// TestImportOfAnotherBriefsMarks: a mark that is on another brief here stays
// there, whatever brief the file is said to be of.
func TestImportOfAnotherBriefsMarks(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	mine := incoming(1, portOpens, model.Attributed, o.clock)
	o.bring(d, carrying(mine), desk.ImportOptions{})
	a := o.open(d, "0123456789ab")
	o.must(d.Edit(context.Background(), mine.Mark.ID, desk.Edit{Tag: new(model.Opinion)}))
	b := o.keep(d, o.file("other.md", strings.ReplaceAll(briefText, "wheat", "maize")))
	want := "line 1 refused: it is on another brief here: Grain and ports (0123456789ab)"
	file := carrying(mine)
	file.Text, file.Brief, file.Marks[0].Mark.Brief = briefText+"\nMore.\n", "ba9876543210", "ba9876543210"
	o.want("text", came(o.bring(d, file, desk.ImportOptions{Brief: b})), want)
	elsewhere := mine
	elsewhere.Mark.Brief, elsewhere.Mark.Revision, elsewhere.Mark.Span = "", "", model.Span{}
	elsewhere.Mark.Updated = o.clock.Add(time.Hour)
	o.want("annotations", came(o.bring(d, annotations(elsewhere), desk.ImportOptions{Brief: b})), want)
	o.want("stays", o.marks(d, a), "ora o2 The")
	o.want("does not come", o.marks(d, o.open(d, string(b.Brief.ID))), "")
}

// TestImportOfAnotherAnalystsID: a mark that says another analyst than the one
// whose it is here changes nothing; one that says none is still its analyst's.
func TestImportOfAnotherAnalystsID(t *testing.T) {
	o := newOffice(t)
	ora, kim := o.desk("ora", "1"), o.desk("kim", "1")
	mine := incoming(1, portOpens, model.Attributed, o.clock)
	o.bring(ora, carrying(mine), desk.ImportOptions{})
	b := o.open(ora, "0123456789ab")
	theirs := mine
	theirs.Mark.Analyst, theirs.Mark.Tag, theirs.Mark.Updated = "mallory", model.Opinion, o.clock.Add(time.Hour)
	o.want("another", came(o.bring(kim, annotations(theirs), desk.ImportOptions{})), "line 1 refused: it is a mark of ora")
	theirs.Gone = true
	o.want("another removes it", came(o.bring(kim, annotations(theirs), desk.ImportOptions{})), "line 1 refused: it is a mark of ora")
	theirs.Gone, theirs.Mark.Analyst = false, ""
	o.want("nobody", came(o.bring(kim, annotations(theirs), desk.ImportOptions{})), "line 1 changed")
	o.want("marks", o.marks(kim, b), "ora o2 The")
	corrected := mine
	corrected.Mark.Analyst, corrected.Edited = "kim", []string{"analyst"}
	o.want("corrected by hand", came(o.bring(kim, carrying(corrected), desk.ImportOptions{})), "line 1 changed")
	o.want("corrected", o.marks(kim, b), "kim o2 The")
}

// TestImportOntoARemovedBrief: a brief that was taken off the shelf comes back
// with its marks, and undo takes both back; one that was purged meanwhile comes
// again.
func TestImportOntoARemovedBrief(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	o.must(d.Remove(context.Background(), b.Brief.ID))
	mark := incoming(1, portOpens, model.Attributed, o.clock)
	mark.Mark.Brief = b.Brief.ID
	done := o.bring(d, annotations(mark), desk.ImportOptions{})
	o.want("came", came(done), "line 1 new")
	if o.open(d, string(b.Brief.ID)).Brief.Removed {
		t.Error("its brief stays off the shelf")
	}
	o.must(d.Undo(context.Background(), desk.Scope{}))
	if now := o.open(d, string(b.Brief.ID)); !now.Brief.Removed || o.marks(d, now) != "" {
		t.Errorf("undone: %+v %s", now.Brief, o.marks(d, now))
	}
	o.must(d.Redo(context.Background(), desk.Scope{}))
	o.want("redone", o.marks(d, o.open(d, string(b.Brief.ID))), "ora a2 The")
	given := o.open(d, string(b.Brief.ID))
	if _, err := d.Purge(context.Background(), b.Brief.ID); err != nil {
		t.Fatal(err)
	}
	mark.Mark.Brief = ""
	o.want("after a purge", came(o.bring(d, annotations(mark), desk.ImportOptions{Brief: given})), "line 1 new")
	o.want("its marks", o.marks(d, o.open(d, string(b.Brief.ID))), "ora a2 The")
}

// TestImportRefusesWhatNoStoreKeeps: ids that are none, times that no store can
// tell, names that lead out: refused with the reason, and the rest comes.
func TestImportRefusesWhatNoStoreKeeps(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	bad := func(n int, change func(*model.Mark)) model.Incoming {
		in := incoming(n, tooBold, model.Opinion, o.clock)
		change(&in.Mark)
		return in
	}
	far := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	done := o.bring(d, carrying(
		incoming(1, portOpens, model.Attributed, o.clock),
		bad(2, func(m *model.Mark) { m.ID = model.MarkID(strings.Repeat("x", 40_000)) }),
		bad(3, func(m *model.Mark) { m.ID = "a\x00b" }),
		bad(4, func(m *model.Mark) { m.Updated = far }),
		bad(5, func(m *model.Mark) { m.Created = far }),
		bad(6, func(m *model.Mark) { m.Revision = "../../etc/passwd" }),
		bad(7, func(m *model.Mark) { m.Left = "x" }),
		bad(8, func(m *model.Mark) { m.Span.End = 1 << 40 }),
		bad(9, func(m *model.Mark) { m.Details.Reliability = "Z" }),
	), desk.ImportOptions{})
	o.want("came", came(done), `line 1 new
line 8 new
line 2 refused: it has no id of a mark
line 3 refused: it has no id of a mark
line 4 refused: its time is of the year 9999
line 5 refused: its created is of the year 9999
line 6 refused: it does not say on which words of which text the mark stands
line 7 refused: it does not say on which words of which text the mark stands
line 9 refused: "Z" is no reliability: write one of A, B, C, D, E, F`)
}

// TestImportTellsNamesApart: what two files call by one name that is no address
// are two marks; the same file says the same ones again.
func TestImportTellsNamesApart(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	a := o.keep(d, o.file("grain.md", briefText))
	b := o.keep(d, o.file("maize.md", strings.ReplaceAll(briefText, "wheat", "maize")))
	for _, name := range []string{"1", ""} {
		in := incoming(1, tooBold, model.Opinion, o.clock)
		in.Name, in.Mark.ID, in.Mark.Brief, in.Mark.Revision, in.Mark.Span = name, "", "", "", model.Span{}
		for _, brief := range []*desk.Opened{a, b} {
			o.want("first", came(o.bring(d, annotations(in), desk.ImportOptions{Brief: brief})), "line 1 new")
			o.want("again", came(o.bring(d, annotations(in), desk.ImportOptions{Brief: brief})), "line 1 same")
		}
	}
}

// TestImportOfManyWithoutABrief: a store of many briefs is asked once for what
// many marks say of theirs.
func TestImportOfManyWithoutABrief(t *testing.T) {
	o := newOffice(t)
	counting := &countingStore{Store: o.store}
	o.store = counting
	d := o.desk("ora", "1")
	var marks []model.Incoming
	for n := range 50 {
		in := incoming(n, tooBold, model.Opinion, o.clock)
		in.Mark.Brief = "ffffffffffff"
		in.Mark.Revision = ""
		marks = append(marks, in)
	}
	done := o.bring(d, annotations(marks...), desk.ImportOptions{})
	if len(done.Refused) != len(marks) || counting.reads > 5 {
		t.Errorf("%d of %d marks were refused, in %d looks at the store", len(done.Refused), len(marks), counting.reads)
	}
}

// A countingStore counts what is read.
type countingStore struct {
	desk.Store
	reads int
}

func (s *countingStore) Read(ctx context.Context, do func(desk.ReadTx) error) error {
	s.reads++
	return s.Store.Read(ctx, do)
}

// TestImportOfAnEmptyBrief: a brief of no letters comes as well, with its title.
func TestImportOfAnEmptyBrief(t *testing.T) {
	for _, text := range []string{"", "\n"} {
		o := newOffice(t)
		d := o.desk("ora", "1")
		added, err := d.Add(context.Background(), o.file("empty.md", text), nil, desk.AddOptions{Title: "To be written"})
		if err != nil {
			t.Fatal(err)
		}
		out := o.export(d, added.Opened)
		other := newOffice(t)
		ines := other.desk("ines", "1")
		file, err := desk.ReadImport(other.file("annotated.md", out), nil, "auto")
		if err != nil {
			t.Fatal(err)
		}
		done := other.bring(ines, file, desk.ImportOptions{})
		b := other.open(ines, string(added.Brief.ID))
		other.want("text and title", b.Doc.Text()+b.Brief.Title, text+"To be written")
		_, opened, err := ines.ImportOpened(context.Background(), other.open(ines, other.file("again.md", out)))
		if err != nil || opened.Brief.ID != done.Brief {
			t.Errorf("the reader brings it in as %v (%v)", opened, err)
		}
	}
}

// TestImportOntoASample: marks that come for a sample that is not stored yet
// bring it with its own marks, and undo takes all of it back.
func TestImportOntoASample(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	sample := samples.All()[0]
	unstored := o.open(d, sample.Path)
	own := o.marks(d, unstored)
	in := incoming(1, tooBold, model.Opinion, o.clock)
	unit := unstored.Units()[len(unstored.Units())-1]
	in.Mark.Brief, in.Mark.Revision, in.Mark.Span, in.Mark.Quote = "", "", unit.Span, unstored.Doc.Quote(unit.Span)
	in.Mark.Analyst = "kim"
	o.want("came", came(o.bring(d, annotations(in), desk.ImportOptions{Brief: unstored})), "line 1 new")
	with := o.marks(d, o.open(d, sample.Path))
	if !strings.HasPrefix(with, own) || strings.Count(with, "kim") != 1 {
		t.Errorf("its marks are %s, were %s", with, own)
	}
	o.must(d.Undo(context.Background(), desk.Scope{}))
	o.want("undone", o.marks(d, o.open(d, sample.Path)), own)
	o.must(d.Redo(context.Background(), desk.Scope{}))
	o.want("done again", o.marks(d, o.open(d, sample.Path)), with)
}

// TestImportOfCommonWords: words that stand very often are found by what is
// quoted around them, and by nothing less.
func TestImportOfCommonWords(t *testing.T) {
	const times = 6000
	o := newOffice(t)
	d := o.desk("ora", "1")
	text := strings.Repeat("the port of the town. ", times/4) + "and the harbour. " + strings.Repeat("the port of the town. ", times/4)
	b := o.keep(d, o.file("long.md", text+"\n"))
	quoted := func(where, prefix, suffix string) model.Incoming {
		return model.Incoming{Where: where, Name: "x:" + where, Mark: model.Mark{Tag: model.Opinion, Quote: model.Quote{Text: "the", Prefix: prefix, Suffix: suffix}}}
	}
	done := o.bring(d, annotations(quoted("exact", "town. and ", " harbour"), quoted("alike", "", " port"), quoted("not so", "with ", " harbor")), desk.ImportOptions{Brief: b})
	refused := fmt.Sprintf(`refused: its words "the" stand %d times in the brief, and nothing tells which are meant`, times+1)
	o.want("came", came(done), "exact new\nalike "+refused+"\nnot so "+refused)
	if got, want := done.Arrivals[0].Theirs.Span.Start, strings.Index(text, "and the")+4; got != want {
		t.Errorf("it stands at %d, want %d", got, want)
	}
}
