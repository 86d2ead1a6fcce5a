package storage

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	"obelus/model"
)

func rulingKey(kind model.RulingKind, id model.BriefID, key string) []byte {
	return joined(string(kind), string(id), key)
}

// decodeRuling reads a record of a ruling.
func decodeRuling(key, payload []byte) (model.Ruling, error) {
	parts := bytes.SplitN(key, []byte{0}, 3)
	if len(parts) != 3 || len(payload) == 0 {
		return model.Ruling{}, errShort
	}
	return model.Ruling{
		Kind: model.RulingKind(parts[0]), Brief: model.BriefID(parts[1]), Key: string(parts[2]), Value: string(payload),
	}, nil
}

// Rulings yields the rulings of a kind of a brief, or ("") of the whole store,
// in the order of their keys.
func (tx *Tx) Rulings(kind model.RulingKind, id model.BriefID) iter.Seq2[model.Ruling, error] {
	return func(yield func(model.Ruling, error) bool) {
		c, prefix := tx.cursor(rulingsBucket), rulingKey(kind, id, "")
		if c == nil {
			return
		}
		for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
			payload, err := unseal(k, v)
			var r model.Ruling
			if err == nil {
				r, err = decodeRuling(k, payload)
			}
			if err != nil {
				err = &recordError{rulingsBucket, bytes.Clone(k), err}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// applyRuling changes a ruling that is what the change takes it for.
func (tx *Tx) applyRuling(c model.RulingChange) error {
	if c.Kind == "" || c.Before == c.After {
		return errors.New("a change of nothing cannot be kept")
	}
	key := rulingKey(c.Kind, c.Brief, c.Key)
	now, _, err := tx.get(rulingsBucket, key)
	if err != nil {
		return err
	}
	if string(now) != c.Before {
		return fmt.Errorf("the ruling on %s: %w", c.Key, model.ErrConflict)
	}
	if c.After == "" {
		return tx.delete(rulingsBucket, key)
	}
	return tx.put(rulingsBucket, key, []byte(c.After))
}

// purgeRulings removes what was ruled of a brief.
func (tx *Tx) purgeRulings(id model.BriefID) error {
	for _, k := range tx.keysWith(rulingsBucket, nil, 0) {
		if parts := bytes.SplitN(k, []byte{0}, 3); len(parts) == 3 && string(parts[1]) == string(id) {
			if err := tx.delete(rulingsBucket, k); err != nil {
				return err
			}
		}
	}
	return nil
}
