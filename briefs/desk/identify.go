package desk

import (
	"fmt"
	"strings"

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

// newsOf says what a person should know who opens o: that its text is new, and
// how many marks stand on other texts of the brief.
func newsOf(tx ReadTx, o *Opened, known bool) (string, error) {
	if !known {
		return "", nil
	}
	behind, err := countBehind(tx, o.Brief, o.Revision.Hash)
	if err != nil {
		return "", err
	}
	waiting := plural(behind, "mark waits", "marks wait")
	newest := o.Brief.Newest()
	switch {
	case newest.Hash == o.Revision.Hash && behind == 0:
		return "", nil
	case newest.Hash == o.Revision.Hash:
		return waiting + " on an earlier text", nil
	case o.Brief.Has(o.Revision.Hash):
		return withMarks("an earlier text again, after the one of "+day(newest.Arrived), waiting+" on that one", behind), nil
	}
	return withMarks("new text since "+day(newest.Arrived), waiting+" on the old one", behind), nil
}

func withMarks(news, waiting string, behind int) string {
	if behind == 0 {
		return news
	}
	return strings.Join([]string{news, waiting}, ": ")
}

// countBehind counts the marks of b that are not on text h.
func countBehind(tx ReadTx, b model.Brief, h model.Hash) (int, error) {
	n := 0
	seen := map[model.Hash]bool{h: true}
	for _, r := range b.Revisions {
		if seen[r.Hash] {
			continue
		}
		seen[r.Hash] = true
		spans, err := tx.Spans(b.ID, r.Hash)
		if err != nil {
			return 0, err
		}
		n += len(spans)
	}
	return n, nil
}
