package desk

import (
	"context"
	"errors"
	"fmt"
	"os"

	"obelus/briefs/share"
	"obelus/model"
)

// SyncOptions says what a sync does besides carrying marks.
type SyncOptions struct {
	Texts bool // puts the texts that my marks stand on into the folder, and takes briefs that only the folder has
	Dry   bool // changes nothing, and says what would be done
}

// A Synced says what a sync did.
type Synced struct {
	Changes []model.Change  // one for each brief that something came to; those of a dry run have no Seq
	Came    []SyncCount     // by analyst and brief, from the folder
	Went    []SyncCount     // by brief, of mine, to the folder
	Mine    []Arrival       // of my own marks that another machine of mine, or somebody, changed or removed
	Waiting []SyncWaiting   // marks of briefs that are not in the store
	Briefs  []model.BriefID // that came with their texts
	Texts   int             // that went to the folder
	Refused []SyncRefusal
	Notes   []string // what else somebody should know, a line each
}

// Any reports whether there is anything to tell.
func (s Synced) Any() bool {
	return len(s.Came)+len(s.Went)+len(s.Waiting)+len(s.Refused)+len(s.Notes) > 0
}

// A SyncCount counts what became of the marks of an analyst in a brief.
type SyncCount struct {
	Analyst model.Analyst
	Brief   model.BriefID
	Title   string
	New     int
	Changed int
	Removed int
	Same    int
	Written string // the file in the folder that was written; "" for none
}

// A SyncWaiting is marks that wait in the folder until their brief is in the
// store.
type SyncWaiting struct {
	Analyst model.Analyst
	Brief   model.BriefID // as their analyst's store calls it
	Title   string
	Marks   int
	Text    bool // the folder has a text of it
}

// A SyncRefusal is what of a shared folder could not be used, and why.
type SyncRefusal struct {
	File string // in the folder
	model.Refusal
}

// errMeanwhile says that somebody else wrote a file that was read.
var errMeanwhile = errors.New("it was written by another meanwhile")

// syncTries is how often a sync begins anew where another one wrote meanwhile.
const syncTries = 3

// Sync makes a shared folder and the store agree: it brings in what the files
// of all analysts say, and writes my marks, those that I removed too, to my own
// files. Of two states of a mark the one that was made later stands, everywhere;
// so whoever syncs, in whatever order, ends with the same marks. A mark that a
// file lacks was not removed: only its analyst's file says that.
//
// What came is a change for each brief, which undo takes back here; the next sync
// brings it again. What cannot be used is refused, and stays in the folder. The error may
// come with a result: what came in before the folder could not be written to.
func (d *Desk) Sync(ctx context.Context, folder string, opts SyncOptions) (done Synced, err error) {
	root, err := openShared(folder)
	if err != nil {
		return Synced{}, err
	}
	defer func() { _ = root.Close() }() // it was only looked at
	came := Synced{}
	for range syncTries {
		s := &syncing{desk: d, ctx: ctx, opts: opts, shared: newShared(root, folder, d.analyst)}
		done, err = s.run()
		done = came.then(done)
		if !errors.Is(err, errMeanwhile) {
			return done, err
		}
		came = done
	}
	return done, err
}

// then is what two tries of one sync did.
func (s Synced) then(next Synced) Synced {
	if len(s.Changes) == 0 {
		return next
	}
	next.Changes = append(s.Changes, next.Changes...)
	next.Came, next.Briefs, next.Mine = append(s.Came, next.Came...), append(s.Briefs, next.Briefs...), append(s.Mine, next.Mine...)
	return next
}

// openShared opens a shared folder. Nothing outside it can be reached from what
// is opened, through links either.
func openShared(folder string) (*os.Root, error) {
	info, err := os.Stat(folder)
	switch {
	case folder == "":
		return nil, errors.New("the folder has no name: name the one that the desk shares")
	case os.IsNotExist(err):
		return nil, fmt.Errorf("%s is not there: make the folder, or see whether the share is mounted", folder)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", folder, reason(err))
	case !info.IsDir():
		return nil, fmt.Errorf("%s is no folder: name the folder that the desk shares", folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", folder, reason(err))
	}
	return root, nil
}

// A syncing is one sync under way.
type syncing struct {
	desk   *Desk
	ctx    context.Context
	opts   SyncOptions
	shared *shared
	files  []sharedFile
	parcel []parcel // briefs that only the folder has
	plan   plan
}

// run reads the folder, makes the store agree with it, and then the folder with
// the store. Each step leaves both whole, so that whoever is interrupted goes on
// with the next sync.
func (s *syncing) run() (Synced, error) {
	var err error
	if s.files, err = s.shared.read(s.ctx); err != nil {
		return Synced{}, err
	}
	if err := s.look(); err != nil {
		return Synced{}, err
	}
	err = s.desk.store.Read(s.ctx, func(tx ReadTx) error { return s.decide(tx, nil) })
	if err != nil {
		return Synced{}, err
	}
	if len(s.plan.changes)+len(s.parcel) > 0 && !s.opts.Dry {
		if err := s.apply(); err != nil {
			return Synced{}, err
		}
	}
	if err := s.ctx.Err(); err != nil {
		return s.report(), err
	}
	err = s.send()
	return s.report(), err
}

// apply makes the changes that were planned, all or none of them; anew where the
// store was changed since.
func (s *syncing) apply() error {
	err := s.desk.store.Write(s.ctx, func(tx WriteTx) error {
		last, err := tx.LastChange("")
		if err != nil {
			return err
		}
		if last != s.plan.seen || len(s.parcel) > 0 {
			if err := s.decide(tx, tx); err != nil {
				return err
			}
		}
		for i, c := range s.plan.changes {
			if s.plan.changes[i], err = s.desk.commit(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, c := range s.plan.changes {
		s.desk.committed(c)
	}
	return nil
}

// report says what was done.
func (s *syncing) report() Synced {
	p := &s.plan
	done := Synced{
		Changes: p.changes, Came: p.came, Mine: p.mine, Waiting: p.waiting, Briefs: p.briefs, Texts: s.shared.texts,
		Refused: append(s.shared.refused, p.refused...), Notes: append(s.shared.notes, p.notes...),
	}
	for _, o := range p.out {
		done.Went = append(done.Went, o.count)
	}
	return done
}

// A sharedFile is a file of marks that was read.
type sharedFile struct {
	path string // in the shared folder, with slashes
	copy bool   // its name is not the one that its marks' file has: another program made it of one
	data []byte // where it is mine
	share.File
}
