package storage_test

import (
	"context"
	"fmt"
	"testing"

	"obelus/storage"
)

// BenchmarkLookOver opens stores of several sizes as a new process does, which
// looks their pages over, and again as one that has.
func BenchmarkLookOver(b *testing.B) {
	for _, marks := range []int{100, 1_000, 10_000, 20_000} {
		s := newStore(b)
		addBrief(b, s)
		for n := 0; n < marks; n += 100 {
			if err := addMarks(s, n, n+100); err != nil {
				b.Fatal(err)
			}
		}
		size := fmt.Sprintf("%d kB", len(bytesOf(b, s.Path()))/1000)
		read := func(b *testing.B, s *storage.Store) {
			if err := s.Read(context.Background(), func(*storage.Tx) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
		b.Run("first/"+size, func(b *testing.B) {
			for b.Loop() {
				read(b, storage.New(s.Path(), storage.Options{}))
			}
		})
		b.Run("again/"+size, func(b *testing.B) {
			for b.Loop() {
				read(b, s)
			}
		})
	}
}
