package storage_test

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"obelus/model"
	"obelus/storage"
)

// speakers is what the store ruled of speakers, and what its journal leads to.
func speakers(t *testing.T, s *storage.Store) (ruled, led map[string]string) {
	t.Helper()
	ruled, led = map[string]string{}, map[string]string{}
	err := s.Read(context.Background(), func(tx *storage.Tx) error {
		for r, err := range tx.Rulings(model.RuledSpeaker, "") {
			if err != nil {
				return err
			}
			ruled[r.Key] = r.Value
		}
		for c, err := range tx.Journal("", 0) { // the newest first
			if err != nil {
				return err
			}
			for _, r := range c.Rulings {
				if _, later := led[r.Key]; !later {
					led[r.Key] = r.After
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ruled, led
}

// TestRepairKeepsRulings breaks what a store says of a ruling, in its own record
// and in the journal: the other one gives it back, and the journal is complete.
func TestRepairKeepsRulings(t *testing.T) {
	for name, of := range map[string]string{"the record": "speaker\x00\x00Mr. B", "the journal": "s\x04rule"} {
		s := filled(t, 30)
		err := s.Write(context.Background(), func(tx *storage.Tx) error {
			_, err := tx.Apply(model.Change{Verb: model.VerbRule, Analyst: "ines", Sitting: "s", Time: time.Now().UTC(),
				Rulings: []model.RulingChange{{Kind: model.RuledSpeaker, Key: "Mr. B", After: "B"}}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		raw := bytesOf(t, s.Path())
		if !bytes.Contains(raw, []byte(of)) {
			t.Fatalf("%s: its bytes are not in the file", name)
		}
		for at := bytes.Index(raw, []byte(of)); at >= 0; at = bytes.Index(raw, []byte(of)) {
			raw[at+len(of)-1] ^= 0x20
		}
		if err := os.WriteFile(s.Path(), raw, 0o600); err != nil {
			t.Fatal(err)
		}
		s = storage.New(s.Path(), storage.Options{})
		if done, err := s.Repair(context.Background(), time.Now()); err != nil || done.Marks != 30 || len(done.Lost) == 0 {
			t.Fatalf("%s: %+v %v", name, done, err)
		}
		ruled, led := speakers(t, s)
		if len(ruled) != 1 || ruled["Mr. B"] != "B" || led["Mr. B"] != "B" {
			t.Errorf("%s: the store says %v, its journal %v", name, ruled, led)
		}
		sound(t, s)
	}
}
