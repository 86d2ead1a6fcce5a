package storagetest_test

import (
	"testing"

	"obelus/storage/storagetest"
)

func TestMemory(t *testing.T) {
	storagetest.Run(t, func(*testing.T) storagetest.Store[*storagetest.MemoryTx] { return storagetest.NewMemory() })
}
