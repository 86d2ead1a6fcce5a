package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
	"obelus/storage"
)

// A library is a store with several briefs, as somebody leaves it who has worked
// with it: marks that were changed, removed, left out and brought back, texts of
// several pieces, in many transactions.
type library struct {
	path  string
	whole []byte
	bytes map[model.MarkID][]byte // of their records, as the file has them
	marks map[model.MarkID]model.Mark
	once  map[model.MarkID][]model.Mark // as they were at some time
	texts map[model.Hash]string
	last  model.Seq
}

func newLibrary(t testing.TB) library {
	t.Helper()
	s := newStore(t)
	l := library{path: s.Path(), marks: map[model.MarkID]model.Mark{}, once: map[model.MarkID][]model.Mark{}, texts: map[model.Hash]string{}}
	random := rand.New(rand.NewPCG(3, 5))
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	write := func(do func(tx *storage.Tx) error) {
		t.Helper()
		if err := s.Write(context.Background(), do); err != nil {
			t.Fatal(err)
		}
	}
	apply := func(c model.Change) {
		t.Helper()
		day = day.Add(time.Minute)
		c.Time, c.Analyst, c.Sitting = day, "ines", "s"
		write(func(tx *storage.Tx) error {
			_, err := tx.Apply(c)
			return err
		})
		l.last++
		for _, m := range c.Marks {
			delete(l.marks, m.Mark().ID)
			if m.After != nil {
				l.marks[m.After.ID] = *m.After
				l.once[m.After.ID] = append(l.once[m.After.ID], *m.After)
			}
		}
	}
	n := 0
	for i := range 12 {
		if i == 10 { // what came before is close together, what follows leaves free pages
			if err := s.Compact(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		text := fmt.Sprintf("# Brief %d\n\n", i)
		for len(text) < 2000+i*500+i/11*500_000 { // the last has several pieces
			text += fmt.Sprintf("Sentence %d of it says %d. ", len(text), random.Uint64())
		}
		l.texts[model.HashOf(text)] = text
		b := model.Brief{
			ID: model.BriefID(model.HashOf(text)[:model.BriefIDLen]), Title: fmt.Sprintf("Brief %d", i), Paths: []string{fmt.Sprintf("/briefs/%d.md", i)},
			Added: day, Opened: day, Revisions: []model.Revision{{Hash: model.HashOf(text), Format: model.FormatMarkdown, Bytes: len(text), Arrived: day}},
		}
		write(func(tx *storage.Tx) error { return tx.PutText(text) })
		apply(model.Change{Verb: model.VerbAdd, Brief: b.ID, Briefs: []model.BriefChange{{After: &b}}})
		for range 40 {
			n++
			m := mark(n)
			m.Brief, m.Revision, m.Created, m.Updated = b.ID, b.Newest().Hash, day, day
			apply(model.Change{Verb: model.VerbTag, Brief: b.ID, Marks: []model.MarkChange{{After: &m}}})
			was := m
			now := m
			now.Updated = day.Add(time.Second)
			switch n % 5 {
			case 0: // retagged, and undone: its newest state is the older one
				now.Tag = model.Opinion
				apply(model.Change{Verb: model.VerbRetag, Brief: b.ID, Marks: []model.MarkChange{{Before: &was, After: &now}}})
				apply(model.Change{Verb: model.VerbUndo, Of: l.last, Brief: b.ID, Marks: []model.MarkChange{{Before: &now, After: &was}}})
			case 1: // removed
				apply(model.Change{Verb: model.VerbUntag, Brief: b.ID, Marks: []model.MarkChange{{Before: &was}}})
			case 2:
				now.Left = model.HashOf("a later text")
				apply(model.Change{Verb: model.VerbLeave, Brief: b.ID, Marks: []model.MarkChange{{Before: &was, After: &now}}})
			}
		}
	}
	sound(t, s)
	l.whole = bytesOf(t, s.Path())
	l.bytes = recordsOf(t, s.Path())
	return l
}

// recordsOf is the bytes that the marks' records take in a store's file: a key,
// and right behind it the value.
func recordsOf(t testing.TB, path string) map[model.MarkID][]byte {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	records := map[model.MarkID][]byte{}
	err = db.View(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("marks")).ForEach(func(k, v []byte) error {
			records[model.MarkID(k)] = slices.Concat(k, v)
			return nil
		})
	})
	if err = errors.Join(err, db.Close()); err != nil || len(records) == 0 {
		t.Fatal(len(records), err)
	}
	return records
}

// A damage is a way to break a file.
type damage struct {
	name string
	do   func(r *rand.Rand, data []byte) []byte
}

const pageSize = 4096

func damages() []damage {
	flip := func(n int) func(*rand.Rand, []byte) []byte {
		return func(r *rand.Rand, data []byte) []byte {
			for range n {
				data[r.IntN(len(data))] ^= 1 << r.IntN(8)
			}
			return data
		}
	}
	page := func(r *rand.Rand, data []byte) []byte {
		at := r.IntN(len(data)/pageSize) * pageSize
		return data[at : at+pageSize]
	}
	return []damage{
		{cutOff, func(r *rand.Rand, data []byte) []byte { return data[:r.IntN(len(data))] }},
		{"a stretch zeroed", func(r *rand.Rand, data []byte) []byte {
			at := r.IntN(len(data))
			clear(data[at:min(len(data), at+512<<r.IntN(8))])
			return data
		}},
		{"a page zeroed", func(r *rand.Rand, data []byte) []byte { clear(page(r, data)); return data }},
		{"a page of noise", func(r *rand.Rand, data []byte) []byte {
			for p, i := page(r, data), 0; i < len(p); i++ {
				p[i] = byte(r.Uint32())
			}
			return data
		}},
		{"two pages swapped", func(r *rand.Rand, data []byte) []byte {
			a, b := page(r, data), page(r, data)
			kept := bytes.Clone(a)
			copy(a, b)
			copy(b, kept)
			return data
		}},
		{"an old page in its place", func(r *rand.Rand, data []byte) []byte { copy(page(r, data), page(r, data)); return data }},
		{"one bit flipped", flip(1)},
		{"8 bits flipped", flip(8)},
		{"64 bits flipped", flip(64)},
		{"a meta page damaged", func(r *rand.Rand, data []byte) []byte {
			data[r.IntN(2)*pageSize+r.IntN(80)] ^= 1 << r.IntN(8)
			return data
		}},
		{"both meta pages zeroed", func(_ *rand.Rand, data []byte) []byte { clear(data[:2*pageSize]); return data }},
	}
}

// cutOff is the damage that leaves every record before it as it was, with all
// that says where it is on its page.
const cutOff = "cut off"

// A share counts what was saved after one kind of damage.
type share struct{ rounds, noticed, marks, texts, changes, of, textsOf, changesOf, readable, readableOf int }

// TestRandomDamage damages a store at random, some 33 times, or 550 where
// OBELUS_LONG is set. Whatever was done: nothing dies; what is read is right; a
// damaged store is never taken for an empty one, nor made worse by who tries to
// write to it; and repair sets it aside byte for byte and saves what can be read
// into a store that is sound.
func TestRandomDamage(t *testing.T) {
	l := newLibrary(t)
	rounds := 3
	switch {
	case os.Getenv("OBELUS_LONG") != "":
		rounds = 50
	case testing.Short():
		rounds = 1
	}
	t.Logf("a store of %d kB, %d marks, %d texts, %d changes", len(l.whole)/1000, len(l.marks), len(l.texts), l.last)
	for _, d := range damages() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			l.measure(t, d, rounds)
		})
	}
}

// measure does one kind of damage again and again, and tells what was saved.
func (l library) measure(t *testing.T, d damage, rounds int) {
	var n share
	for round := range rounds {
		seed := uint64(round)
		broken := d.do(rand.New(rand.NewPCG(seed, 77)), bytes.Clone(l.whole))
		if !bytes.Equal(broken, l.whole) {
			l.damaged(t, fmt.Sprintf("%s, seed %d", d.name, seed), broken, &n)
		}
	}
	if n.rounds == 0 {
		t.Fatalf("%s: no round damaged anything", d.name)
	}
	t.Logf("%-24s %3d damages, %3d noticed; saved: marks %6.2f %%, of those whose record is whole %6.2f %%, texts %6.2f %%, changes %6.2f %%", d.name,
		n.rounds, n.noticed, percent(n.marks, n.of), percent(n.readable, n.readableOf), percent(n.texts, n.textsOf), percent(n.changes, n.changesOf))
	if d.name == cutOff && n.readable < n.readableOf {
		t.Errorf("%s: of %d marks whose records were left %d are saved", d.name, n.readableOf, n.readable)
	}
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// damaged puts a damaged file in the store's place, reads, writes and repairs it.
func (l library) damaged(t *testing.T, name string, broken []byte, n *share) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "obelus.db")
	if err := os.WriteFile(path, broken, 0o600); err != nil {
		t.Fatal(err)
	}
	n.rounds++
	before, err := l.readable(path)
	problems, checkErr := storage.New(path, storage.Options{}).Check(context.Background())
	noticed := len(problems) > 0 || checkErr != nil
	switch {
	case err == nil && !noticed && len(before) != len(l.marks):
		t.Errorf("%s: %d of %d marks are read, and nothing is said of it", name, len(before), len(l.marks))
	case err != nil && !noticed:
		t.Errorf("%s: reading says %v, and check finds nothing", name, err)
	}
	if err != nil {
		oneLine(t, err, path)
	}
	l.unharmed(t, name, broken, before)
	if !noticed {
		l.count(n, l.marks, len(l.texts), int(l.last))
		return
	}
	n.noticed++
	l.repaired(t, name, path, n)
}

// readable is the marks that can be read one by one, all of which have to be
// right; the error is of reading them all.
func (l library) readable(path string) (map[model.MarkID]model.Mark, error) {
	marks := map[model.MarkID]model.Mark{}
	s := storage.New(path, storage.Options{})
	var first error
	err := s.Read(context.Background(), func(tx *storage.Tx) error {
		for id, want := range l.marks {
			m, ok, err := tx.Mark(id)
			switch {
			case err != nil && first == nil:
				first = err
			case ok && !m.Equal(want) && slices.ContainsFunc(l.once[id], m.Equal): // the last change was lost
			case ok && !m.Equal(want):
				first = fmt.Errorf("mark %s is read as another: %w", id, errWrong)
			case ok:
				marks[id] = m
			}
		}
		return first
	})
	return marks, err
}

var errWrong = errors.New("wrong")

// unharmed tries to write to a copy: what could be read can be read after it.
func (l library) unharmed(t *testing.T, name string, broken []byte, before map[model.MarkID]model.Mark) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "obelus.db")
	if err := os.WriteFile(path, broken, 0o600); err != nil {
		t.Fatal(err)
	}
	s := storage.New(path, storage.Options{})
	var wrote bool
	for i := range 30 {
		b := brief()
		m := mark(100_000 + i)
		err := s.Write(context.Background(), func(tx *storage.Tx) error {
			if err := tx.PutText(text); err != nil {
				return err
			}
			if _, there, err := tx.Brief(b.ID); err != nil {
				return err
			} else if !there {
				if _, err := tx.Apply(model.Change{Verb: model.VerbAdd, Brief: b.ID, Briefs: []model.BriefChange{{After: &b}}}); err != nil {
					return err
				}
			}
			_, err := tx.Apply(model.Change{Verb: model.VerbTag, Brief: b.ID, Marks: []model.MarkChange{{After: &m}}})
			return err
		})
		wrote = wrote || err == nil
	}
	if !wrote {
		if !bytes.Equal(broken, bytesOf(t, path)) {
			t.Errorf("%s: a write was refused, and changed the file", name)
		}
		return
	}
	after, err := l.readable(path)
	if errors.Is(err, errWrong) {
		t.Errorf("%s: %v", name, err)
	}
	for id := range before {
		if _, still := after[id]; !still {
			t.Errorf("%s: mark %s could be read, and cannot after writes (%v)", name, id, err)
			return
		}
	}
}

// repaired repairs the store at path, and counts what was saved.
func (l library) repaired(t *testing.T, name, path string, n *share) {
	t.Helper()
	broken := bytesOf(t, path)
	s := storage.New(path, storage.Options{})
	done, err := s.Repair(context.Background(), time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC))
	if err != nil {
		for id := range l.marks {
			if bytes.Contains(broken, []byte(id)) {
				t.Errorf("%s: repair: %v", name, err)
				break
			}
		}
		if !bytes.Equal(bytesOf(t, path), broken) {
			t.Errorf("%s: a repair that failed changed the file", name)
		}
		l.count(n, nil, 0, 0)
		return
	}
	if !bytes.Equal(bytesOf(t, done.Aside), broken) {
		t.Errorf("%s: %s is not what was damaged", name, done.Aside)
	}
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("%s: after repair: %v %v", name, problems, err)
	}
	saved, wrong := map[model.MarkID]model.Mark{}, 0
	there := map[model.MarkID]bool{}
	texts := 0
	err = s.Read(context.Background(), func(tx *storage.Tx) error {
		for b, err := range tx.Briefs() {
			if err != nil {
				return err
			}
			marks, err := tx.Marks(b.ID)
			if err != nil {
				return err
			}
			for _, m := range marks {
				there[m.ID] = true
				want, known := l.marks[m.ID]
				switch {
				case !known || !m.Equal(want):
					wrong++
				default:
					saved[m.ID] = m
				}
			}
		}
		for h, want := range l.texts {
			if got, ok, err := tx.Text(h); err != nil || ok && got != want {
				return fmt.Errorf("text %s is another: %w", h, err)
			} else if ok {
				texts++
			}
		}
		return nil
	})
	if err != nil {
		t.Errorf("%s: reading after repair: %v", name, err)
	}
	for id, record := range l.bytes {
		if bytes.Contains(broken, record) {
			n.readableOf++
			if there[id] {
				n.readable++
			}
		}
	}
	if wrong > 0 && done.Changes >= int(l.last) {
		t.Errorf("%s: %d marks are saved as they were once, though the journal is whole", name, wrong)
	}
	if len(saved) < len(l.marks) && len(done.Lost) == 0 {
		t.Errorf("%s: %d of %d marks are saved, and nothing is said to be lost", name, len(saved), len(l.marks))
	}
	if err := l.replays(s); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if len(saved) < len(l.marks)*9/10 {
		t.Logf("%s: only %d of %d marks are saved, of a file of %d bytes", name, len(saved), len(l.marks), len(broken))
	}
	l.count(n, saved, texts, min(done.Changes, int(l.last)))
}

// replays holds that the journal of a repaired store gives its marks.
func (l library) replays(s *storage.Store) error {
	return s.Read(context.Background(), func(tx *storage.Tx) error {
		var changes []model.Change
		for c, err := range tx.Journal("", 0) {
			if err != nil {
				return err
			}
			changes = append(changes, c)
		}
		led := map[model.MarkID]model.Mark{}
		for _, c := range slices.Backward(changes) {
			for _, m := range c.Marks {
				delete(led, m.Mark().ID)
				if m.After != nil {
					led[m.After.ID] = *m.After
				}
			}
		}
		n := 0
		for b, err := range tx.Briefs() {
			if err != nil {
				return err
			}
			marks, err := tx.Marks(b.ID)
			if err != nil {
				return err
			}
			for _, m := range marks {
				n++
				if was, ok := led[m.ID]; !ok || !was.Equal(m) {
					return fmt.Errorf("the journal does not lead to mark %s", m.ID)
				}
			}
		}
		if n != len(led) {
			return fmt.Errorf("the journal leads to %d marks, there are %d", len(led), n)
		}
		return nil
	})
}

func (l library) count(n *share, saved map[model.MarkID]model.Mark, texts, changes int) {
	n.marks, n.of = n.marks+len(saved), n.of+len(l.marks)
	n.texts, n.textsOf = n.texts+texts, n.textsOf+len(l.texts)
	n.changes, n.changesOf = n.changes+changes, n.changesOf+int(l.last)
}

// A text that was lost is there again when it comes again.
func TestLostTextComesAgain(t *testing.T) {
	s := filled(t, 20)
	raw := bytesOf(t, s.Path())
	piece := []byte(model.HashOf(text) + "\x00\x00\x00\x00\x00")
	for at := 0; bytes.Contains(raw[at:], piece); at++ { // in old pages too
		at += bytes.Index(raw[at:], piece)
		raw[at+len(piece)+9] ^= 4
	}
	if err := os.WriteFile(s.Path(), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	s = storage.New(s.Path(), storage.Options{})
	done, err := s.Repair(context.Background(), time.Now())
	if err != nil || done.Marks != 20 || len(done.Lost) == 0 {
		t.Fatalf("%+v %v", done, err)
	}
	read := func() (got string, ok bool) {
		err := s.Read(context.Background(), func(tx *storage.Tx) (err error) {
			got, ok, err = tx.Text(model.HashOf(text))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return got, ok
	}
	if _, ok := read(); ok {
		t.Error("a text that was lost is there")
	}
	if err := s.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutText(text) }); err != nil {
		t.Fatal(err)
	}
	if got, ok := read(); !ok || got != text {
		t.Error("the text did not come again")
	}
	sound(t, s)
}

func TestRepairOfASoundStore(t *testing.T) {
	s := filled(t, 5)
	before := bytesOf(t, s.Path())
	done, err := s.Repair(context.Background(), time.Now())
	if err != nil || done.Aside != "" || !bytes.Equal(before, bytesOf(t, s.Path())) {
		t.Errorf("%+v %v", done, err)
	}
}

// Nothing is in a file of length zero, nor in one of another kind: both stay.
func TestRepairOfNothing(t *testing.T) {
	for name, data := range map[string][]byte{"empty": nil, "text": []byte("Dear colleagues,\n")} {
		path := filepath.Join(t.TempDir(), "obelus.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := storage.New(path, storage.Options{}).Repair(context.Background(), time.Now())
		oneLine(t, err, path)
		if !bytes.Equal(bytesOf(t, path), data) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

// What is lost is named, also where nothing is left to tell of it.
func TestRepairNamesWhatIsLost(t *testing.T) {
	s := filled(t, 30)
	whole, short := bytesOf(t, s.Path()), 0
	for pages := 2; pages < len(whole)/pageSize; pages++ {
		path := filepath.Join(t.TempDir(), "obelus.db")
		if err := os.WriteFile(path, whole[:pages*pageSize], 0o600); err != nil {
			t.Fatal(err)
		}
		done, err := storage.New(path, storage.Options{}).Repair(context.Background(), time.Now())
		if err != nil {
			oneLine(t, err, path)
			continue
		}
		if done.Aside == "" { // what was cut off was empty
			continue
		}
		told := slices.ContainsFunc(done.Lost, func(p model.Problem) bool { return strings.HasPrefix(p.Where, "journal") })
		if done.Changes < 31 {
			short++
		}
		if done.Changes < 31 && !told {
			t.Errorf("of %d pages %d changes are saved, and of the journal nothing is said to be lost: %v", pages, done.Changes, done.Lost)
		}
		for _, p := range done.Lost {
			if strings.Contains(p.What, `""`) {
				t.Errorf("what is lost has no name: %v", p)
			}
		}
	}
	if short == 0 {
		t.Error("no cut took a change: the test says nothing of it")
	}
}

// A text that undo took from a brief is saved with it, so that redo gives it back.
func TestRepairKeepsUndoneTexts(t *testing.T) {
	s := filled(t, 3)
	b, undone := brief(), "A text that was undone.\n"
	more := b.Clone()
	more.Revisions = append(more.Revisions, model.Revision{Hash: model.HashOf(undone), Format: model.FormatMarkdown, Bytes: len(undone), Arrived: b.Added})
	step := func(verb model.Verb, before, after model.Brief) {
		t.Helper()
		err := s.Write(context.Background(), func(tx *storage.Tx) error {
			_, err := tx.Apply(model.Change{Verb: verb, Brief: b.ID, Briefs: []model.BriefChange{{Before: &before, After: &after}}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutText(undone) }); err != nil {
		t.Fatal(err)
	}
	step(model.VerbAdd, b, more)
	step(model.VerbUndo, more, b)
	whole := bytesOf(t, s.Path())
	for name, bucket := range map[string]string{"of the marks": "marks", "of the briefs": "briefs"} {
		t.Run(name, func(t *testing.T) {
			broken := bytes.Clone(whole)
			inBucketHead(t, broken, bucket, func(element, _ []byte) { element[0] = 0 })
			if err := os.WriteFile(s.Path(), broken, 0o600); err != nil {
				t.Fatal(err)
			}
			s = storage.New(s.Path(), storage.Options{})
			done, err := s.Repair(context.Background(), time.Now())
			if err != nil || done.Texts != 2 || done.Briefs != 1 || done.Marks != 3 {
				t.Fatalf("%+v %v, want a brief with 2 texts", done, err)
			}
			sound(t, s)
			step(model.VerbRedo, b, more)
			sound(t, s)
		})
	}
}

// Of several who repair a store at once one does, and the others find it sound.
func TestRepairOfMany(t *testing.T) {
	whole := bytesOf(t, filled(t, 60).Path())
	path := filepath.Join(t.TempDir(), "obelus.db")
	inBucketHead(t, whole, "marks", func(element, _ []byte) { element[0] = 0 })
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	repaired := make(chan bool)
	for range 4 {
		go func() {
			done, err := storage.New(path, storage.Options{Timeout: time.Minute}).Repair(context.Background(), time.Now())
			if err != nil {
				t.Error(err)
			}
			repaired <- done.Aside != ""
		}()
	}
	n := 0
	for range 4 {
		if <-repaired {
			n++
		}
	}
	if names := entries(t, filepath.Dir(path)); n != 1 || len(names) != 2 {
		t.Errorf("it was repaired %d times: %v", n, names)
	}
	sound(t, storage.New(path, storage.Options{}))
}
