package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"obelus/model"
)

// damagedSuffix is of the damaged stores that repair sets aside; the time
// follows.
const damagedSuffix = ".damaged-"

// Repair saves what can be read of a damaged store into a new one. The damaged
// file is set aside beside it, byte for byte, and the new store takes its place
// when it was read back and found sound. Nothing is done to a sound store: then
// Aside is "".
func (s *Store) Repair(ctx context.Context, now time.Time) (model.Repair, error) {
	for {
		checked, _ := os.Stat(s.path) // where it cannot be reached, Check says so
		problems, err := s.Check(ctx)
		if err != nil && !errors.Is(err, ErrForeign) || err == nil && len(problems) == 0 {
			return model.Repair{}, err
		}
		done, again, err := s.repair(ctx, checked, now)
		if !again {
			return done, err
		}
	}
}

// repair repairs the store, unless its file is another one than that which was
// checked: somebody else repaired it meanwhile, or put a backup in its place. Then
// again is true.
func (s *Store) repair(ctx context.Context, checked fs.FileInfo, now time.Time) (done model.Repair, again bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.lockFile(ctx)
	if err != nil {
		return done, false, err
	}
	defer func() {
		unlock(f)
		_ = f.Close() // it was only read
	}()
	if info, err := f.Stat(); err == nil && checked != nil && !os.SameFile(info, checked) {
		return done, true, nil
	}
	data, err := os.ReadFile(s.path)
	if err != nil {
		return done, false, s.written(err, false)
	}
	v := newSalvage(s.zip)
	v.read(data)
	if v.empty() {
		return done, false, s.nothingLeft(data)
	}
	if v.version > s.schema.version {
		return done, false, &fileError{kind: ErrNewer, text: fmt.Sprintf("%s was made by a newer Obelus: repair it with that one", s.path)}
	}
	v.settle()
	done, err = s.rebuild(ctx, v, now)
	return done, false, err
}

// nothingLeft says that a file holds no record of a store.
func (s *Store) nothingLeft(data []byte) error {
	if len(data) == 0 {
		return &fileError{kind: ErrDamaged, text: fmt.Sprintf("%s is empty: there is nothing in it to save; put a backup in its place (obelus restore), or move it away to start anew", s.path)}
	}
	return &fileError{kind: ErrForeign, text: fmt.Sprintf("%s holds nothing that Obelus wrote: there is nothing in it to save; put a backup in its place (obelus restore), or name another file with --db", s.path)}
}

// rebuild writes what was salvaged to a new store and puts that in the damaged
// one's place.
func (s *Store) rebuild(ctx context.Context, v *salvage, now time.Time) (model.Repair, error) {
	tmp, err := os.CreateTemp(filepath.Dir(s.path), ".obelus-*.repaired") // CreateTemp makes it 0600
	if err != nil {
		return model.Repair{}, s.written(err, true)
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // it is gone where all went well
	if err := tmp.Close(); err != nil {
		return model.Repair{}, s.written(err, true)
	}
	if err := s.initialise(tmp.Name()); err != nil {
		return model.Repair{}, s.written(err, true)
	}
	fresh := New(tmp.Name(), Options{Timeout: s.timeout})
	fresh.schema = s.schema
	var done model.Repair
	if err := fresh.Write(ctx, func(tx *Tx) (err error) {
		done, err = v.write(tx, now)
		return err
	}); err != nil {
		return model.Repair{}, fmt.Errorf("what was saved of %s could not be written, so it stays as it is: %w", s.path, err)
	}
	problems, err := fresh.Check(ctx)
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%s: %s", problems[0].Where, problems[0].What)
	}
	if err != nil {
		return model.Repair{}, fmt.Errorf("what was saved of %s is not sound, so it stays as it is: %w", s.path, err)
	}
	done.Aside, err = s.setAside(damagedSuffix, now)
	if err == nil {
		err = os.Rename(tmp.Name(), s.path)
	}
	if err == nil {
		err = syncDir(filepath.Dir(s.path))
	}
	s.sound.Store(0)
	return done, s.written(err, true)
}

// setAside gives the store's file a second name, so that it is there when
// another one takes its place.
func (s *Store) setAside(suffix string, now time.Time) (string, error) {
	base := s.path + suffix + now.Format("20060102-150405")
	name := base
	for n := 2; ; n++ {
		err := os.Link(s.path, name)
		if errors.Is(err, fs.ErrExist) {
			name = fmt.Sprintf("%s-%d", base, n)
			continue
		}
		if err != nil { // a file system without links
			err = copyFile(s.path, name)
		}
		if err == nil {
			err = syncDir(filepath.Dir(s.path))
		}
		return name, err
	}
}

// copyFile copies a file whole, to one that is not there yet.
func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// write puts what was salvaged into an empty store, and counts it.
func (v *salvage) write(tx *Tx, now time.Time) (model.Repair, error) {
	done := model.Repair{Lost: v.lost, Briefs: len(v.briefs), Marks: len(v.marks)}
	steps := []func(*Tx, *model.Repair) error{v.writeBriefs, v.writeMarks, v.writePlaces, v.writeRulings, v.writeJournal}
	for _, step := range steps {
		if err := step(tx, &done); err != nil {
			return done, err
		}
	}
	for id := range v.known {
		if _, saved := v.marks[id]; !saved {
			done.Lost = append(done.Lost, model.Problem{Where: fmt.Sprintf("%s %q", marksBucket, id), What: "the mark is lost"})
		}
	}
	return done, v.writeRepair(tx, now)
}

// writeBriefs writes the briefs with their texts. A text that is lost is said to
// be: its revision and its marks stay.
func (v *salvage) writeBriefs(tx *Tx, done *model.Repair) error {
	written := map[model.Hash]bool{}
	for _, id := range slices.Sorted(maps.Keys(v.briefs)) {
		b := v.briefs[id]
		if err := tx.putBrief(nil, b); err != nil {
			return err
		}
		for _, p := range b.Paths {
			if of, known := v.paths[p]; known && of != id {
				continue // another brief was read from there since
			}
			if err := tx.putPath(p, id); err != nil {
				return err
			}
		}
		for _, h := range hashesOf(b) {
			if err := v.writeText(tx, h, b, written, done); err != nil {
				return err
			}
		}
	}
	return v.writeUndone(tx, written, done)
}

// writeText writes a text of a brief, unless it is among the written ones.
func (v *salvage) writeText(tx *Tx, h model.Hash, of model.Brief, written map[model.Hash]bool, done *model.Repair) error {
	if written[h] {
		return nil
	}
	written[h] = true
	text, ok := v.text(h)
	if ok {
		done.Texts++
		return tx.PutText(text)
	}
	done.Lost = append(done.Lost, model.Problem{Where: fmt.Sprintf("%s %q", textsBucket, h),
		What: fmt.Sprintf("a text of “%s” is lost; open its file again and it is there again", model.CleanLine(of.Title))})
	return tx.putLostText(h)
}

// writeUndone writes the texts that briefs had once: redo gives back what undo
// took.
func (v *salvage) writeUndone(tx *Tx, written map[model.Hash]bool, done *model.Repair) error {
	for _, seq := range slices.Sorted(maps.Keys(v.journal)) {
		for _, c := range v.journal[seq].Briefs {
			for _, h := range textsOf(c) {
				if err := v.writeText(tx, h, c.Known(), written, done); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (v *salvage) writeMarks(tx *Tx, _ *model.Repair) error {
	for _, id := range slices.Sorted(maps.Keys(v.marks)) {
		if err := tx.putMark(v.marks[id]); err != nil {
			return err
		}
	}
	return nil
}

func (v *salvage) writePlaces(tx *Tx, _ *model.Repair) error {
	for id, p := range v.places {
		if _, there := v.briefs[id]; !there {
			continue
		}
		if err := tx.SetPlace(id, p); err != nil {
			return err
		}
	}
	return nil
}

// writeRulings writes what was ruled: as it was, where that was read whole, else
// what the journal leads to.
func (v *salvage) writeRulings(tx *Tx, _ *model.Repair) error {
	if !v.whole[rulingsBucket] {
		v.rulings = v.ledRulings()
	}
	for key, value := range v.rulings {
		if err := tx.put(rulingsBucket, []byte(key), []byte(value)); err != nil {
			return err
		}
	}
	return nil
}

// ledRulings is the rulings that the journal's changes lead to.
func (v *salvage) ledRulings() map[string]string {
	led := map[string]string{}
	for _, seq := range slices.Sorted(maps.Keys(v.journal)) {
		for _, r := range v.journal[seq].Rulings {
			key := string(rulingKey(r.Kind, r.Brief, r.Key))
			if led[key] = r.After; r.After == "" {
				delete(led, key)
			}
		}
	}
	return led
}

// ruledElse is the rulings that differ from what the journal's changes lead to.
func (v *salvage) ruledElse() (changes []model.RulingChange) {
	led := v.ledRulings()
	keys := maps.Clone(led)
	maps.Copy(keys, v.rulings)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if led[key] == v.rulings[key] {
			continue
		}
		if r, err := decodeRuling([]byte(key), []byte(keys[key])); err == nil {
			changes = append(changes, model.RulingChange{Kind: r.Kind, Brief: r.Brief, Key: r.Key, Before: led[key], After: v.rulings[key]})
		}
	}
	return changes
}

// writeJournal writes the journal with the numbers that its changes had. In the
// place of one that is lost stands that it is.
func (v *salvage) writeJournal(tx *Tx, done *model.Repair) error {
	if !v.counted {
		what := fmt.Sprintf("what came after change %d cannot be read, if there was more", v.last)
		if v.last == 0 {
			what = "no change can be read: nothing tells how what was saved came to be"
		}
		done.Lost = append(done.Lost, model.Problem{Where: journalBucket, What: what})
	}
	for seq := model.Seq(1); seq <= v.last; seq++ {
		c, ok := v.journal[seq]
		if !ok {
			c = model.Change{Seq: seq, Verb: model.VerbLost}
			done.Lost = append(done.Lost, model.Problem{Where: fmt.Sprintf("%s %d", journalBucket, seq), What: "the change is lost"})
		} else {
			done.Changes++
		}
		for _, id := range c.Touched() {
			if err := tx.put(touchedBucket, touchedKey(id, seq), nil); err != nil {
				return err
			}
		}
		if err := tx.putChange(c); err != nil {
			return err
		}
	}
	return tx.bucket(journalBucket).SetSequence(uint64(v.last))
}

// writeRepair adds a change that says what the journal does not give: the marks
// that differ from what its changes lead to. So the journal is complete again.
func (v *salvage) writeRepair(tx *Tx, now time.Time) error {
	led := map[model.MarkID]model.Mark{}
	for _, seq := range slices.Sorted(maps.Keys(v.journal)) {
		for _, m := range v.journal[seq].Marks {
			if m.After == nil {
				delete(led, m.Before.ID)
			} else {
				led[m.After.ID] = *m.After
			}
		}
	}
	c := model.Change{Seq: v.last + 1, Time: now.UTC().Truncate(time.Millisecond), Verb: model.VerbRepair}
	for _, id := range slices.Sorted(maps.Keys(v.marks)) {
		after := v.marks[id]
		before, ok := led[id]
		switch {
		case !ok:
			c.Marks = append(c.Marks, model.MarkChange{After: &after})
		case !before.Equal(after):
			c.Marks = append(c.Marks, model.MarkChange{Before: &before, After: &after})
		}
		delete(led, id)
	}
	for _, id := range slices.Sorted(maps.Keys(led)) {
		before := led[id]
		c.Marks = append(c.Marks, model.MarkChange{Before: &before})
	}
	c.Rulings = v.ruledElse()
	for _, id := range c.Touched() {
		if err := tx.put(touchedBucket, touchedKey(id, c.Seq), nil); err != nil {
			return err
		}
	}
	if err := tx.putChange(c); err != nil {
		return err
	}
	return tx.bucket(journalBucket).SetSequence(uint64(c.Seq))
}

// lockFile opens the store's file and waits for its lock, as bbolt does.
func (s *Store) lockFile(ctx context.Context) (*os.File, error) {
	deadline := time.Now().Add(s.timeout)
	for {
		f, err := s.openToRead()
		if err != nil {
			return nil, s.written(err, false)
		}
		locked, err := tryLock(f)
		if err != nil {
			_ = f.Close()
			return nil, s.written(err, true)
		}
		if locked && !s.replaced(f) {
			return f, nil
		}
		_ = f.Close() // that unlocks it
		if time.Now().After(deadline) {
			return nil, s.busy()
		}
		if err := soon(ctx); err != nil {
			return nil, err
		}
	}
}
