package storage_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"obelus/storage"
)

// BenchmarkSpans reads the spans of a brief with 10,000 marks, beside reading
// the marks themselves.
func BenchmarkSpans(b *testing.B) {
	s := filled(b, 10_000)
	b.Run("spans", func(b *testing.B) {
		for b.Loop() {
			err := s.Read(context.Background(), func(tx *storage.Tx) error {
				spans, err := tx.Spans(brief().ID, brief().Newest().Hash)
				if len(spans) != 10_000 {
					b.Fatal(len(spans))
				}
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("marks", func(b *testing.B) {
		for b.Loop() {
			if n, err := readMarks(s); n != 10_000 || err != nil {
				b.Fatal(n, err)
			}
		}
	})
}

func readMarks(s *storage.Store) (n int, err error) {
	err = s.Read(context.Background(), func(tx *storage.Tx) error {
		all, err := tx.Marks(brief().ID)
		n = len(all)
		return err
	})
	return n, err
}

// BenchmarkOpen is what opening and closing costs by itself, on a store of
// 10,000 marks.
func BenchmarkOpen(b *testing.B) {
	s := filled(b, 10_000)
	for b.Loop() {
		if err := s.Read(context.Background(), func(*storage.Tx) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// barePut writes one value with bbolt alone, opening and closing the file
// around it.
func barePut(path string, key, value []byte) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
		if err != nil {
			return err
		}
		return bucket.Put(key, value)
	})
	if closed := db.Close(); err == nil {
		err = closed
	}
	return err
}

// BenchmarkWrite is one durable mark through the store, beside a bare put.
func BenchmarkWrite(b *testing.B) {
	b.Run("mark", func(b *testing.B) {
		s := filled(b, 1000)
		n := 1000
		for b.Loop() {
			if err := addMarks(s, n, n+1); err != nil {
				b.Fatal(err)
			}
			n++
		}
	})
	b.Run("bare", func(b *testing.B) {
		path := filepath.Join(b.TempDir(), "bare.db")
		value := make([]byte, 700)
		n := 0
		for b.Loop() {
			m := mark(n)
			if err := barePut(path, []byte(m.ID), value); err != nil {
				b.Fatal(err)
			}
			n++
		}
		if _, err := os.Stat(path); err != nil {
			b.Fatal(err)
		}
	})
}
