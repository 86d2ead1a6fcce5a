package desk

import (
	"fmt"

	"obelus/model"
)

// identify finds which brief o is: the one last read from its path; else the
// one whose newest, then any, text this is; else a new one. known is false for
// a new one. fresh passes the path by.
func identify(tx ReadTx, o *Opened, fresh bool) (known bool, err error) {
	b, known, err := lookUp(tx, o, fresh)
	if err != nil {
		return false, err
	}
	if !known {
		o.Brief.ID, err = freeID(tx, o.Revision.Hash)
		return false, err
	}
	o.known = true
	own := o.Brief
	o.Brief = b
	if newest := b.Newest(); newest.Hash == o.Revision.Hash {
		if !measured(newest) { // its record was lost: the text says again what it was
			describe(&o.Brief, own)
			newest.Format, newest.Converter, newest.Original = o.Revision.Format, o.Revision.Converter, o.Revision.Original
		}
		o.Revision = newest
		o.Stored = !b.Removed
		return true, nil
	}
	describe(&o.Brief, own)
	o.Brief, err = keepSet(tx, b, o.Brief)
	return true, err
}

func lookUp(tx ReadTx, o *Opened, fresh bool) (b model.Brief, known bool, err error) {
	if o.path != "" && !fresh {
		id, ok, err := tx.BriefByPath(o.path)
		if err != nil {
			return b, false, err
		}
		if ok {
			b, err := mustBrief(tx, id)
			return b, err == nil, err
		}
	}
	ids, err := tx.BriefsByText(o.Revision.Hash)
	if err != nil {
		return b, false, err
	}
	for _, id := range ids {
		other, err := mustBrief(tx, id)
		if err != nil {
			return b, false, err
		}
		if other.Newest().Hash == o.Revision.Hash {
			return other, true, nil
		}
		if !known {
			b, known = other, true
		}
	}
	return b, known, nil
}

// freeID is the leading hex of h, longer where another brief has that id.
func freeID(tx ReadTx, h model.Hash) (model.BriefID, error) {
	for n := model.BriefIDLen; n < len(h); n++ {
		id := model.BriefID(h[:n])
		if _, taken, err := tx.Brief(id); err != nil || !taken {
			return id, err
		}
	}
	return model.BriefID(h), nil
}

// mustBrief reads a brief that an index speaks of.
func mustBrief(tx ReadTx, id model.BriefID) (model.Brief, error) {
	b, ok, err := tx.Brief(id)
	if err == nil && !ok {
		err = fmt.Errorf("the store speaks of brief %s and has lost it: run obelus check", id)
	}
	return b, err
}

// newsOf says what a person should know who opens o: that its text is new.
func newsOf(o *Opened, known bool) string {
	newest := o.Brief.Newest()
	switch {
	case !known || newest.Hash == o.Revision.Hash:
		return ""
	case o.Earlier:
		return fmt.Sprintf("an older text, of %s: the newest is of %s", day(o.Revision.Arrived), day(newest.Arrived))
	case o.Brief.Has(o.Revision.Hash):
		return "an earlier text again, after the one of " + day(newest.Arrived)
	}
	return "new text since " + day(newest.Arrived)
}
