package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/briefs/share"
	"obelus/model"
	"obelus/storage/storagetest"
)

// beside is another office with a store of its own, that goes by the same clock.
func (o *office) beside() *office {
	return &office{T: o.T, store: desk.Over(storagetest.NewMemory()), dir: o.TempDir(), clock: o.clock, ids: o.ids + 1000}
}

// sync syncs, and spells what came, what went, and what else was said.
func (o *office) sync(d *desk.Desk, folder string, opts desk.SyncOptions) string {
	o.Helper()
	done, err := d.Sync(context.Background(), folder, opts)
	text := spellSync(done)
	if err != nil {
		text += "error: " + strings.ReplaceAll(err.Error(), folder, "F") + "\n"
	}
	return strings.TrimSuffix(text, "\n")
}

func spellSync(done desk.Synced) string {
	var b strings.Builder
	count := func(what string, c desk.SyncCount) {
		fmt.Fprintf(&b, "%s %s %q +%d ~%d -%d =%d", what, c.Analyst, c.Title, c.New, c.Changed, c.Removed, c.Same)
		if c.Written != "" {
			b.WriteString(" written")
		}
		b.WriteString("\n")
	}
	for _, c := range done.Came {
		count("came", c)
	}
	for _, c := range done.Went {
		count("went", c)
	}
	for _, a := range done.Mine {
		fmt.Fprintf(&b, "mine %s: %s %q to %s %q\n", a.Came, a.Was.Tag, a.Was.Details.Note, a.Theirs.Tag, a.Theirs.Details.Note)
	}
	for _, w := range done.Waiting {
		fmt.Fprintf(&b, "waits %s %q %d %v\n", w.Analyst, w.Title, w.Marks, w.Text)
	}
	for _, r := range done.Refused {
		fmt.Fprintf(&b, "refused %s %s: %s\n", r.File, r.Where, r.Why)
	}
	for _, n := range done.Notes {
		if !strings.Contains(n, notYet) { // the clocks of these tests are never together
			fmt.Fprintf(&b, "note %s\n", n)
		}
	}
	return b.String()
}

// notYet is what is said of clocks that are ahead.
const notYet = "are of a time that is not yet"

// plain syncs with no options.
func (o *office) plain(d *desk.Desk, folder string) string {
	o.Helper()
	return o.sync(d, folder, desk.SyncOptions{})
}

// note gives a mark of mine a note.
func (o *office) note(d *desk.Desk, id model.MarkID, note string) {
	o.Helper()
	o.must(d.Edit(context.Background(), id, desk.Edit{Revise: func(d *model.Details) { d.Note = note }}))
}

func (o *office) noted(d *desk.Desk, id model.MarkID) string {
	o.Helper()
	m, ok, err := d.Mark(context.Background(), id)
	if err != nil {
		o.Fatal(err)
	}
	if !ok {
		return "gone"
	}
	return m.Details.Note
}

func madeBy(out desk.Outcome) model.MarkID { return out.Change.Marks[0].After.ID }

// TestSyncBetweenTwo: marks, changes and removals go from one store to the other;
// where nothing changed nothing is written, and a dry run changes nothing.
func TestSyncBetweenTwo(t *testing.T) {
	kims := newOffice(t)
	oras, folder := kims.beside(), t.TempDir()
	kim, ora := kims.desk("kim", "1"), oras.desk("ora", "1")
	atKim, atOra := kims.keep(kim, kims.file("grain.md", briefText)), oras.keep(ora, oras.file("copy.md", briefText))
	first := madeBy(kims.tag(kim, atKim, model.Attributed, portOpens))
	kims.tag(kim, atKim, model.Opinion, tooBold)
	dry := desk.SyncOptions{Dry: true}
	kims.want("dry", kims.sync(kim, folder, dry), `went kim "Grain and ports" +2 ~0 -0 =0 written`)
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("a dry run wrote %v (%v)", left, err)
	}
	kims.want("kim gives", kims.plain(kim, folder), `went kim "Grain and ports" +2 ~0 -0 =0 written`)
	oras.want("a dry run of ora's", oras.sync(ora, folder, dry), `came kim "Grain and ports" +2 ~0 -0 =0`)
	oras.want("nothing came", oras.marks(ora, atOra), "")
	oras.want("ora takes", oras.plain(ora, folder), `came kim "Grain and ports" +2 ~0 -0 =0`)
	oras.want("ora has", oras.marks(ora, atOra), "kim a2 The, kim o3 That")
	oras.want("again", oras.plain(ora, folder), `came kim "Grain and ports" +0 ~0 -0 =2`)
	kims.want("kim again", kims.plain(kim, folder), "came kim \"Grain and ports\" +0 ~0 -0 =2\nwent kim \"Grain and ports\" +0 ~0 -0 =2")

	kims.must(kim.Untag(context.Background(), first))
	kims.tag(kim, atKim, model.Unsourced, tooBold)
	kims.want("kim changes", kims.plain(kim, folder), "came kim \"Grain and ports\" +0 ~0 -0 =1\nwent kim \"Grain and ports\" +0 ~1 -1 =0 written")
	oras.tag(ora, atOra, model.Sourced, prices)
	oras.want("ora follows", oras.plain(ora, folder), "came kim \"Grain and ports\" +0 ~1 -1 =0\nwent ora \"Grain and ports\" +1 ~0 -0 =0 written")
	kims.wantPrefix("kim takes", kims.plain(kim, folder), "came kim \"Grain and ports\" +0 ~0 -0 =1\ncame ora \"Grain and ports\" +1 ~0 -0 =0\n")
	for what, got := range map[string]string{"kim": kims.marks(kim, atKim), "ora": oras.marks(ora, atOra)} {
		kims.want(what+" has", got, "kim u3 That, ora s5 Prices")
	}
	if id := atOra.Brief.ID; id != atKim.Brief.ID {
		t.Errorf("the brief is %s and %s", id, atKim.Brief.ID)
	}
	log, err := listed(ora.Log(context.Background(), desk.LogQuery{Limit: 2}))
	if err != nil || log[0].Verb != model.VerbSync || len(log[0].Marks) != 2 || log[0].Marks[0].Before == nil {
		t.Errorf("the journal says %+v (%v)", log, err)
	}
}

// TestSyncUndo: what I take back travels; taking a sync back is of this store
// alone, and the next one brings it again; nobody removes another's mark for
// others.
func TestSyncUndo(t *testing.T) {
	kims := newOffice(t)
	oras, folder := kims.beside(), t.TempDir()
	kim, ora := kims.desk("kim", "1"), oras.desk("ora", "1")
	atKim, atOra := kims.keep(kim, kims.file("grain.md", briefText)), oras.keep(ora, oras.file("grain.md", briefText))
	kims.tag(kim, atKim, model.Attributed, portOpens)
	kims.tag(kim, atKim, model.Opinion, portOpens)
	kims.plain(kim, folder)
	oras.plain(ora, folder)
	kims.must(kim.Undo(context.Background(), desk.Scope{}))
	kims.plain(kim, folder)
	oras.want("an undo travels", oras.plain(ora, folder), `came kim "Grain and ports" +0 ~1 -0 =0`)
	oras.want("ora has", oras.marks(ora, atOra), "kim a2 The")
	for range 2 {
		oras.must(ora.Undo(context.Background(), desk.Scope{}))
	}
	oras.want("ora took both syncs back", oras.marks(ora, atOra), "")
	oras.must(ora.Redo(context.Background(), desk.Scope{}))
	oras.want("and one of them again", oras.marks(ora, atOra), "kim o2 The")
	oras.want("the next sync heals", oras.plain(ora, folder), `came kim "Grain and ports" +0 ~1 -0 =0`)
	oras.must(ora.Undo(context.Background(), desk.Scope{}))
	kims.want("kim lost nothing", kims.plain(kim, folder), "came kim \"Grain and ports\" +0 ~0 -0 =1\nwent kim \"Grain and ports\" +0 ~0 -0 =1")
	kims.must(kim.Redo(context.Background(), desk.Scope{}))
	kims.plain(kim, folder)
	oras.plain(ora, folder)
	oras.want("a redo travels", oras.marks(ora, atOra), "kim o2 The")
}

// TestSyncTwoMachines: one analyst's two machines keep what each did; what the
// other machine changed is told with both states; a change made after seeing
// another is the newer, whatever the clocks say.
func TestSyncTwoMachines(t *testing.T) {
	desks := newOffice(t)
	lap, folder := desks.beside(), t.TempDir()
	lap.clock = desks.clock.Add(-48 * time.Hour) // two days behind
	one, two := desks.desk("kim", "1"), lap.desk("kim", "2")
	atOne, atTwo := desks.keep(one, desks.file("grain.md", briefText)), lap.keep(two, lap.file("grain.md", briefText))
	id := madeBy(desks.tag(one, atOne, model.Attributed, portOpens))
	lap.tag(two, atTwo, model.Opinion, tooBold)
	desks.plain(one, folder)
	done, err := two.Sync(context.Background(), folder, desk.SyncOptions{})
	if err != nil || len(done.Notes) != 1 || !strings.HasPrefix(done.Notes[0], "marks of kim "+notYet+", up to 2025-09-20 12:0") {
		t.Errorf("of a clock that is ahead is said %q (%v)", done.Notes, err)
	}
	lap.want("the laptop", spellSync(done), "came kim \"Grain and ports\" +1 ~0 -0 =0\nwent kim \"Grain and ports\" +1 ~0 -0 =1 written\n")
	desks.plain(one, folder)
	for what, got := range map[string]string{"desktop": desks.marks(one, atOne), "laptop": lap.marks(two, atTwo)} {
		desks.want(what, got, "kim a2 The, kim o3 That")
	}

	desks.note(one, id, "from the desktop")
	desks.plain(one, folder)
	lap.wantPrefix("the laptop is told", lap.plain(two, folder), "came kim \"Grain and ports\" +0 ~1 -0 =1\nwent kim \"Grain and ports\" +0 ~0 -0 =2\nmine changed: attributed \"\" to attributed \"from the desktop\"")
	lap.note(two, id, "from the laptop")
	lap.plain(two, folder)
	desks.want("the laptop's is newer", desks.plain(one, folder), "came kim \"Grain and ports\" +0 ~1 -0 =1\nwent kim \"Grain and ports\" +0 ~0 -0 =2\nmine changed: attributed \"from the desktop\" to attributed \"from the laptop\"")

	// Back and forth on the desktop leaves the mark as it is, at a later time: the
	// laptop has to know, so that its next change is later still.
	desks.note(one, id, "passing")
	desks.must(one.Undo(context.Background(), desk.Scope{}))
	desks.plain(one, folder)
	lap.wantPrefix("nothing to see", lap.plain(two, folder), "came kim \"Grain and ports\" +0 ~0 -0 =2\n")
	lap.note(two, id, "last word")
	lap.plain(two, folder)
	desks.plain(one, folder)
	desks.want("the laptop's last word", desks.noted(one, id), "last word")
	lap.must(two.Undo(context.Background(), desk.Scope{}))
	lap.plain(two, folder)
	desks.plain(one, folder)
	desks.want("taken back", desks.noted(one, id), "from the laptop")

	lap.must(two.Untag(context.Background(), id))
	lap.plain(two, folder)
	desks.wantPrefix("removed", desks.plain(one, folder), "came kim \"Grain and ports\" +0 ~0 -1 =1\nwent kim \"Grain and ports\" +0 ~0 -0 =1\nmine removed: attributed \"from the laptop\"")
	desks.must(one.Undo(context.Background(), desk.Scope{}))
	desks.want("taking the sync back", desks.noted(one, id), "from the laptop")
	desks.plain(one, folder)
	desks.want("is of no avail", desks.noted(one, id), "gone")
	lap.must(two.Undo(context.Background(), desk.Scope{}))
	lap.plain(two, folder)
	desks.plain(one, folder)
	desks.want("where it was removed it is brought back", desks.noted(one, id), "from the laptop")
}

// TestSyncOneStore: two analysts at one store each give out their own marks; what
// one did and did not share yet is not undone by the other's sync.
func TestSyncOneStore(t *testing.T) {
	o := newOffice(t)
	folder := t.TempDir()
	kim, ora := o.desk("kim", "1"), o.desk("ora", "2")
	b := o.keep(kim, o.file("grain.md", briefText))
	id := madeBy(o.tag(ora, b, model.Attributed, portOpens))
	o.plain(ora, folder)
	o.note(ora, id, "later")
	o.tag(kim, b, model.Opinion, tooBold)
	o.want("kim's sync", o.plain(kim, folder), "came ora \"Grain and ports\" +0 ~0 -0 =1\nwent kim \"Grain and ports\" +1 ~0 -0 =0 written")
	o.want("ora's note", o.noted(ora, id), "later")
	o.wantPrefix("ora's sync", o.plain(ora, folder), "came kim \"Grain and ports\" +0 ~0 -0 =1\n")
	elsewhere := o.beside()
	max := elsewhere.desk("max", "1")
	elsewhere.keep(max, elsewhere.file("grain.md", briefText))
	elsewhere.plain(max, folder)
	o.want("at max's", elsewhere.noted(max, id), "later")
}

// TestSyncAfterRepair: what was saved of a damaged store is as old as it says,
// not as new as the repair.
func TestSyncAfterRepair(t *testing.T) {
	o := newOffice(t)
	folder := t.TempDir()
	kim := o.desk("kim", "1")
	b := o.keep(kim, o.file("grain.md", briefText))
	id := madeBy(o.tag(kim, b, model.Attributed, portOpens))
	old := o.mark(kim, b, 0)
	o.note(kim, id, "newer")
	o.plain(kim, folder)
	saved := o.beside()
	again := saved.desk("kim", "1")
	saved.keep(again, saved.file("grain.md", briefText))
	err := saved.store.Write(context.Background(), func(tx desk.WriteTx) error {
		_, err := tx.Apply(model.Change{Time: o.clock.Add(time.Hour), Verb: model.VerbRepair, Marks: []model.MarkChange{{After: &old}}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	saved.wantPrefix("the file is newer", saved.plain(again, folder), `came kim "Grain and ports" +0 ~1 -0 =0`)
	saved.want("note", saved.noted(again, id), "newer")
}

// TestSyncLeavesSamples: who practises on a sample does not share that.
func TestSyncLeavesSamples(t *testing.T) {
	o := newOffice(t)
	kim := o.desk("kim", "1")
	b := o.open(kim, "sample:corridor.md")
	o.must(kim.Tag(context.Background(), b, []desk.Tagging{{Span: b.Units()[1].Span, Tag: model.Opinion}}))
	o.want("shared", o.plain(kim, t.TempDir()), "")
}

// TestSyncWaits: marks of a brief that is not in the store wait, and come when it
// is there, under another id too; with the texts the brief itself comes.
func TestSyncWaits(t *testing.T) {
	kims := newOffice(t)
	folder := t.TempDir()
	kim := kims.desk("kim", "1")
	b := kims.keep(kim, kims.file("grain.md", briefText))
	kims.tag(kim, b, model.Attributed, portOpens)
	kims.plain(kim, folder)

	oras := kims.beside()
	ora := oras.desk("ora", "1")
	oras.want("waits", oras.plain(ora, folder), `waits kim "Grain and ports" 1 false`)
	path := oras.file("mine.md", "# Mine\n\nAn older text.\n")
	oras.keep(ora, path)
	oras.file("mine.md", briefText)
	at := oras.keep(ora, path)
	oras.want("comes", oras.plain(ora, folder), `came kim "Grain and ports" +1 ~0 -0 =0`)
	oras.want("ora has", oras.marks(ora, at), "kim a2 The")
	if at.Brief.ID == b.Brief.ID {
		t.Fatal("the brief has the same id in both stores, and should not")
	}
	oras.tag(ora, at, model.Opinion, tooBold)
	oras.plain(ora, folder)
	kims.plain(kim, folder)
	kims.want("kim has", kims.marks(kim, b), "kim a2 The, ora o3 That")

	lees := kims.beside()
	lee := lees.desk("lee", "1")
	lees.want("the text is not there", lees.sync(lee, folder, desk.SyncOptions{Texts: true}), "waits kim \"Grain and ports\" 1 false\nwaits ora \"Grain and ports\" 1 false")
	kims.want("kim gives the text", kims.sync(kim, folder, desk.SyncOptions{Texts: true}),
		"came kim \"Grain and ports\" +0 ~0 -0 =1\ncame ora \"Grain and ports\" +0 ~0 -0 =1\nwent kim \"Grain and ports\" +0 ~0 -0 =1")
	lees.want("the text is there", lees.plain(lee, folder), "waits kim \"Grain and ports\" 1 true\nwaits ora \"Grain and ports\" 1 true")
	lees.want("a dry run", lees.sync(lee, folder, desk.SyncOptions{Texts: true, Dry: true}), "came kim \"Grain and ports\" +1 ~0 -0 =0\ncame ora \"Grain and ports\" +1 ~0 -0 =0")
	lees.want("came with its text", lees.sync(lee, folder, desk.SyncOptions{Texts: true}), "came kim \"Grain and ports\" +1 ~0 -0 =0\ncame ora \"Grain and ports\" +1 ~0 -0 =0")
	known := lees.open(lee, string(b.Brief.ID))
	lees.want("lee has", lees.marks(lee, known), "kim a2 The, ora o3 That")
	lees.want("the text", known.Doc.Text(), briefText)
	lees.want("the title", known.Brief.Title, "Grain and ports")
	lees.must(lee.Undo(context.Background(), desk.Scope{}))
	lees.want("one change", lees.marks(lee, lees.open(lee, string(b.Brief.ID))), "")

	for _, name := range []string{"half", "other"} {
		max := kims.beside()
		broken := briefText[:40]
		if name == "other" {
			broken = strings.Replace(briefText, "May", "Jun", 1)
		}
		text := filepath.Join(folder, "texts", string(model.HashOf(briefText))+".md")
		if err := os.WriteFile(text, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		max.wantPrefix(name+" text", max.sync(max.desk("max", "1"), folder, desk.SyncOptions{Texts: true}), "waits kim \"Grain and ports\" 1 true\nwaits ora \"Grain and ports\" 1 true\nrefused texts/")
	}
}

// TestSyncLaterText: marks on a text that is not here are found by their words,
// keys act on them, and they are exact when the text comes.
func TestSyncLaterText(t *testing.T) {
	desks := newOffice(t)
	lap, folder := desks.beside(), t.TempDir()
	one, two := desks.desk("kim", "1"), lap.desk("kim", "2")
	path, there := desks.file("grain.md", briefText), lap.file("grain.md", briefText)
	desks.keep(one, path)
	atTwo := lap.keep(two, there)
	newer := strings.Replace(briefText, "# Grain and ports\n", "# Grain and ports\n\nNew at the head.\n", 1)
	desks.file("grain.md", newer)
	atOne := desks.keep(one, path)
	id := madeBy(desks.tag(one, atOne, model.Attributed, portOpens))
	desks.tag(one, atOne, model.Opinion, "New at the head.")
	desks.plain(one, folder)
	lap.want("comes", lap.plain(two, folder), "came kim \"Grain and ports\" +2 ~0 -0 =0\nwent kim \"Grain and ports\" +0 ~0 -0 =2")
	lap.want("found by its words", lap.marks(two, atTwo), "kim a2 The placed | kim o0 New")
	var out strings.Builder
	if err := two.Export(context.Background(), &out, atTwo); err != nil || !strings.Contains(out.String(), "New at the head.") {
		t.Errorf("the export lacks the mark that has no place: %v\n%s", err, out.String())
	}
	if problems, err := two.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	lap.tag(two, atTwo, model.Sourced, portOpens)
	lap.want("a key is of that mark", lap.marks(two, atTwo), "kim s2 The | kim o0 New")
	lap.want("its id", string(lap.mark(two, atTwo, 0).ID), string(id))
	lap.plain(two, folder)
	desks.plain(one, folder)
	desks.want("back on the newer text", desks.marks(one, atOne), "kim o2 New, kim s3 The placed")
	lap.file("grain.md", newer)
	lap.want("exact when the text comes", lap.marks(two, lap.keep(two, there)), "kim o2 New, kim s3 The placed")
}

// TestSyncAfterAnImportTakenBack: who takes back an import of marks that another
// machine made judges none of them: they stay elsewhere, and the next sync brings
// them again. What was edited in the file is a judgement, and taking it back too.
func TestSyncAfterAnImportTakenBack(t *testing.T) {
	desks := newOffice(t)
	lap, folder := desks.beside(), t.TempDir()
	one, two := desks.desk("kim", "1"), lap.desk("kim", "2")
	atOne := desks.keep(one, desks.file("grain.md", briefText))
	id := madeBy(desks.tag(one, atOne, model.Opinion, tooBold))
	desks.note(one, id, "first")
	desks.plain(one, folder)
	path := lap.file("annotated.md", desks.export(one, atOne))
	file, err := desk.ReadImport(path, nil, "auto")
	if err != nil {
		t.Fatal(err)
	}
	lap.bring(two, file, desk.ImportOptions{})
	lap.must(two.Undo(context.Background(), desk.Scope{}))
	lap.want("comes again", lap.plain(two, folder), "came kim \"Grain and ports\" +1 ~0 -0 =0\nwent kim \"Grain and ports\" +0 ~0 -0 =1")
	desks.plain(one, folder)
	desks.want("stays", desks.noted(one, id), "first")

	file.Marks[0].Mark.Details.Note, file.Marks[0].Edited = "by hand", []string{"note"}
	lap.clock = lap.clock.Add(time.Hour)
	lap.bring(two, file, desk.ImportOptions{})
	lap.plain(two, folder)
	desks.plain(one, folder)
	desks.want("edited", desks.noted(one, id), "by hand")
	lap.must(two.Undo(context.Background(), desk.Scope{}))
	lap.plain(two, folder)
	desks.plain(one, folder)
	desks.want("taken back", desks.noted(one, id), "first")
}

// TestSyncOfOneMarkInTwoFiles: two machines of one analyst began a file each of
// what is one brief to them, and two to others. A mark that both files have comes
// once, in its newest state, to the brief whose text it is on; and goes once.
func TestSyncOfOneMarkInTwoFiles(t *testing.T) {
	o := newOffice(t)
	kim, folder := o.desk("kim", "1"), t.TempDir()
	later := strings.Replace(briefText, "4 percent", "5 percent", 1)
	first, second := o.keep(kim, o.file("first.md", briefText)), o.keep(kim, o.file("second.md", later))
	m := at(2, 17, "Grain and ports")
	m.Revision = model.HashOf(later)
	o.put(folder, "marks/ora/"+share.FileOf(first.Brief.ID), o.shares("ora", briefText, m))
	o.clock = o.clock.Add(time.Hour)
	m.Tag = model.Nonclaim
	o.put(folder, "marks/ora/"+share.FileOf(second.Brief.ID), o.shares("ora", later, m))
	o.want("comes", o.plain(kim, folder), `came ora "Grain and ports" +1 ~0 -0 =0
came ora "Grain and ports" +0 ~0 -0 =0`)
	o.want("first", o.marks(kim, first), "")
	o.want("second", o.marks(kim, second), "ora n1 Grain")
	gone := share.States{}
	gone.Take(share.StateOf(model.Mark{ID: o.mark(kim, second, 0).ID, Analyst: "ora"}, o.clock.Add(time.Hour), true))
	for _, b := range []*desk.Opened{first, second} {
		text, err := share.Write(share.Header{Analyst: "ora", Brief: b.Brief.ID}, gone)
		if err != nil {
			t.Fatal(err)
		}
		o.put(folder, "marks/ora/"+share.FileOf(b.Brief.ID), string(text))
	}
	o.plain(kim, folder)
	o.want("gone", o.marks(kim, second), "")
}

// mark is the nth mark that stands in a brief.
func (o *office) mark(d *desk.Desk, b *desk.Opened, n int) model.Mark {
	o.Helper()
	marks, err := d.Marks(context.Background(), b)
	if err != nil || len(marks.Here) <= n {
		o.Fatalf("%d marks: %v", len(marks.Here), err)
	}
	return marks.Here[n].Mark
}
