package storage_test

import (
	"path/filepath"
	"testing"

	"obelus/storage"
	"obelus/storage/storagetest"
)

func newStore(t testing.TB) *storage.Store {
	return storage.New(filepath.Join(t.TempDir(), "data", "obelus.db"), storage.Options{})
}

func TestConformance(t *testing.T) {
	storagetest.Run(t, func(t *testing.T) storagetest.Store[*storage.Tx] { return newStore(t) })
}
