package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"obelus/model"
)

// A Choice is how somebody settles where his mark and another analyst's differ.
type Choice string

// The choices. Only one's own mark changes by any of them.
const (
	ChooseTheirs  Choice = "theirs"  // mine becomes what theirs is; it goes where they have none
	ChooseMine    Choice = "mine"    // mine stays as it is
	ChooseNeither Choice = "neither" // mine goes
)

// A Settlement is how a difference was settled, by one of the two.
type Settlement struct {
	Choice Choice
	By     model.Analyst
}

// rulingKey names a difference in the store: by its two marks, where one has none
// by the analyst, the same from both sides.
func (d Difference) rulingKey() string {
	keys := make([]string, 2)
	for i, v := range []*MarkView{d.A, d.B} {
		keys[i] = "@" + string(d.Between[i])
		if v != nil {
			keys[i] = string(v.ID)
		}
	}
	slices.Sort(keys)
	key := strings.Join(keys, " ")
	if len(key) > mostRulingKey {
		sum := sha256.Sum256([]byte(key))
		key = hex.EncodeToString(sum[:])
	}
	return key
}

// mostRulingKey bounds a key, in bytes: names that came from elsewhere can be
// longer than a store's keys.
const mostRulingKey = 512

// digest is of what both marks say. A settlement holds as long as it is the same:
// the state of the work and the notes do not count, nor where the words stand.
func (d Difference) digest() string {
	said := map[string]any{}
	for i, v := range []*MarkView{d.A, d.B} {
		key := "@" + string(d.Between[i])
		if v == nil {
			said[key] = nil
			continue
		}
		said[key] = []any{v.ID, v.Tag, oneLine(v.Quote.Text), v.Details.Judged(v.Tag)}
	}
	encoded, err := json.Marshal(said) // in the order of the keys
	if err != nil {
		encoded = nil // strings and numbers always encode
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:8])
}

// ruling is a settlement as it is stored: the choice, of what, and whose it is.
func (s Settlement) ruling(digest string) string {
	return string(s.Choice) + " " + digest + " " + string(s.By)
}

// parseRuling reads a settlement and the digest of what it settled.
func parseRuling(value string) (s Settlement, digest string, ok bool) {
	parts := strings.SplitN(value, " ", 3)
	if len(parts) != 3 {
		return s, "", false
	}
	return Settlement{Choice(parts[0]), model.Analyst(parts[2])}, parts[1], true
}

// settlements are a brief's, by the keys of their rulings.
type settlements map[string]string

func (d *Desk) settlements(ctx context.Context, id model.BriefID) (settlements, error) {
	var all settlements
	err := d.store.Read(ctx, func(tx ReadTx) (err error) {
		all, err = settlementsIn(tx, id)
		return err
	})
	return all, err
}

func settlementsIn(tx ReadTx, id model.BriefID) (settlements, error) {
	all := settlements{}
	for r, err := range tx.Rulings(model.RuledDifference, id) {
		if err != nil {
			return nil, err
		}
		all[r.Key] = r.Value
	}
	return all, nil
}

// of is how a difference is settled; nil where it is not, or where one of the
// marks says something else since.
func (s settlements) of(d Difference) *Settlement {
	settled, digest, ok := parseRuling(s[d.rulingKey()])
	if !ok || digest != d.digest() {
		return nil
	}
	return &settled
}

// Sides are my mark and theirs, nil where there is none, seen by one of the two.
func (d Difference) Sides(me model.Analyst) (mine, theirs *MarkView) {
	if d.Between[0] == me {
		return d.A, d.B
	}
	return d.B, d.A
}
