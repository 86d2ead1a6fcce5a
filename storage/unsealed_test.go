package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"obelus/storage"
)

// bbolt keeps some things without a checksum of ours: how many changes the
// journal has, and which values are buckets.

// inBucketHead changes the file so that what stands in the head of a bucket of
// the store's own is changed by do: its flags before the name, its root page and
// its count behind it.
func inBucketHead(t *testing.T, data []byte, name string, do func(element, head []byte)) {
	t.Helper()
	order, changed := binary.NativeEndian, 0
	for at := 2 * pageSize; at < len(data); at += pageSize {
		page := data[at : at+pageSize]
		if order.Uint16(page[8:]) != 0x02 {
			continue
		}
		for n := range int(order.Uint16(page[10:])) {
			element := page[16+16*n:]
			from, size := int(order.Uint32(element[4:])), int(order.Uint32(element[8:]))
			if order.Uint32(element) == 1 && string(element[from:from+size]) == name {
				do(element, element[from+size:])
				changed++
			}
		}
	}
	if changed == 0 {
		t.Fatalf("the file has no bucket %s", name)
	}
}

// A count of changes that the journal does not bear out lets nobody write: a
// change would take another one's place, or leave a gap. Reading goes on, and
// repair loses nothing, however large the count is.
func TestWrongCountOfChanges(t *testing.T) {
	s := filled(t, 9)
	whole := bytesOf(t, s.Path())
	for _, counted := range []uint64{0, 1, 9, 11, 15, 1 << 40, 1 << 63} {
		t.Run(fmt.Sprint(counted), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "obelus.db")
			broken := bytes.Clone(whole)
			inBucketHead(t, broken, "journal", func(_, head []byte) { binary.NativeEndian.PutUint64(head[8:], counted) })
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			b := storage.New(path, storage.Options{})
			if n, err := readAll(b); n != 9 || err != nil {
				t.Errorf("%d marks are read, %v", n, err)
			}
			err := addMarks(b, 9, 10)
			if !errors.Is(err, storage.ErrDamaged) || !bytes.Equal(broken, bytesOf(t, path)) {
				t.Errorf("a write: %v, or the file was changed", err)
			}
			oneLine(t, err, path)
			done, err := b.Repair(context.Background(), time.Now())
			if err != nil || done.Changes != 10 || done.Marks != 9 || len(done.Lost) > 0 {
				t.Errorf("repair: %+v %v", done, err)
			}
			sound(t, b)
			if err := addMarks(b, 9, 10); err != nil {
				t.Error(err)
			}
		})
	}
}
