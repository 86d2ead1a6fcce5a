// Package desk holds the use cases, with no terminal: open, add, mark, undo,
// export. It declares the Store that it needs.
//
// A Desk is one analyst at work in one sitting. Its methods are safe for
// concurrent use, but changes are committed in the order in which they get to
// the store: whoever needs them in the order of keys must wait for one before
// asking for the next.
package desk

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"obelus/model"
)

// A Desk does an analyst's work on one store. It is safe for concurrent use.
type Desk struct {
	store   Store
	analyst model.Analyst
	sitting model.Sitting
	now     func() time.Time
	newID   func() model.MarkID
	first   atomic.Uint64 // Seq of this sitting's first change; 0 while there is none
}

// Config is what a Desk is made of.
type Config struct {
	Store   Store
	Analyst model.Analyst
	Sitting model.Sitting       // "" makes one
	Now     func() time.Time    // nil is time.Now
	NewID   func() model.MarkID // nil makes UUIDv7s
}

// New makes a Desk. It reads and writes nothing.
func New(c Config) *Desk {
	d := &Desk{store: c.Store, analyst: c.Analyst, sitting: c.Sitting, now: c.Now, newID: c.NewID}
	if d.sitting == "" {
		d.sitting = model.Sitting(uuid.NewString())
	}
	if d.now == nil {
		d.now = time.Now
	}
	if d.newID == nil {
		d.newID = func() model.MarkID { return model.MarkID(uuid.Must(uuid.NewV7()).String()) }
	}
	return d
}

// Analyst is whose marks this desk makes.
func (d *Desk) Analyst() model.Analyst { return d.analyst }

// Stamp changes with every write that anybody makes to the store; it costs
// microseconds, so a window can ask often whether another one wrote.
func (d *Desk) Stamp() (string, error) { return d.store.Stamp() }

// Check walks the whole store and lists what is wrong with it.
func (d *Desk) Check(ctx context.Context) ([]model.Problem, error) {
	// A store of an older version is brought up to date by being read; whatever
	// else is in the way, the check says.
	_ = d.store.Read(ctx, func(ReadTx) error { return nil })
	return d.store.Check(ctx)
}

// Repair saves what can be read of a damaged store, and sets the damaged one
// aside.
func (d *Desk) Repair(ctx context.Context) (model.Repair, error) { return d.store.Repair(ctx, d.now()) }

// BackUp writes a compact copy of the store to another file and reads it back; a
// file that is there is replaced only if replace is set.
func (d *Desk) BackUp(ctx context.Context, to string, replace bool) (model.Backup, error) {
	return d.store.BackUp(ctx, to, replace)
}

// BackUpDaily makes the day's copy of the store where there is none yet. made is
// where it is, "" where nothing had to be done.
func (d *Desk) BackUpDaily(ctx context.Context) (made string, err error) {
	return d.store.BackUpDaily(ctx, d.now())
}

// Restore puts a backup in the store's place. of is what it holds, replaced where
// the store is that was there, "" where there was none.
func (d *Desk) Restore(ctx context.Context, from string) (of model.Backup, replaced string, err error) {
	return d.store.Restore(ctx, from, d.now())
}

// Changed reports whether a change of this sitting is durable.
func (d *Desk) Changed() bool { return d.first.Load() != 0 }

// at is the time of a change: to the millisecond, so that what is read back
// from any store equals what was written.
func (d *Desk) at() time.Time { return d.now().UTC().Truncate(time.Millisecond) }

// commit signs c and applies it.
func (d *Desk) commit(tx WriteTx, c model.Change) (model.Change, error) {
	c.Analyst, c.Sitting = d.analyst, d.sitting
	if c.Time.IsZero() {
		c.Time = d.at()
	}
	return tx.Apply(c)
}

// committed notes that a change of this sitting is durable.
func (d *Desk) committed(c model.Change) {
	if c.Seq == 0 {
		return
	}
	for {
		first := d.first.Load()
		if first != 0 && first <= uint64(c.Seq) || d.first.CompareAndSwap(first, uint64(c.Seq)) {
			return
		}
	}
}

// An Outcome is what a change did.
type Outcome struct {
	Change  model.Change // Seq 0 where nothing had to be changed
	Message string       // one line for people: "attributed: Ilichov"
}
