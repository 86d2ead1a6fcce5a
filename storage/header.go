package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
)

// A header is what the newest valid meta page of a bbolt file says. It is read
// without a lock: bbolt writes the two meta pages in turn, so one is always
// whole, and it makes the file large enough before it says so.
type header struct {
	size     int64 // of the file
	pageSize int64
	pages    int64 // every page that is in use lies before this one
	txid     uint64
	root     uint64 // page of the bucket that holds the others
	freelist uint64 // page of the list of free pages
	twin     bool   // the other meta page is valid too
}

// The layout of a meta page, from bbolt's internal/common (page.go, meta.go):
// a page header of 16 bytes, then these fields in the machine's byte order.
const (
	metaAt       = 16
	metaMagic    = 0xED0CDAED
	metaVersion  = 2
	metaSize     = 64
	magicAt      = 0
	versionAt    = 4
	pageSizeAt   = 8
	rootAt       = 16
	freelistAt   = 32
	pagesAt      = 40
	txidAt       = 48
	checksumAt   = 56
	smallestPage = 1 << 10
	largestPage  = 16 << 20
)

var errNotBolt = errors.New("no valid meta page")

// readHeader reads the header of an open file.
func readHeader(f *os.File) (header, error) {
	info, err := f.Stat()
	if err != nil {
		return header{}, err
	}
	found, err := readMeta(f, 0)
	if err != nil {
		return header{}, err
	}
	sizes := []int64{found.pageSize}
	if found.pages == 0 { // the first is broken: the second lies one page on, whose size it knows
		sizes = sizes[:0]
		for size := int64(smallestPage); size <= min(largestPage, info.Size()); size *= 2 {
			sizes = append(sizes, size)
		}
	}
	for _, size := range sizes {
		second, err := readMeta(f, size)
		if err != nil {
			return header{}, err
		}
		twin := second.pages != 0 && found.pages != 0
		if second.pages != 0 && second.txid >= found.txid {
			found = second
		}
		found.twin = found.twin || twin
	}
	found.size = info.Size()
	if found.pages == 0 {
		return found, errNotBolt
	}
	return found, nil
}

// readMeta reads the meta page at offset; pages is 0 where it is not valid.
func readMeta(f *os.File, offset int64) (header, error) {
	var buf [metaSize]byte
	if _, err := f.ReadAt(buf[:], offset+metaAt); errors.Is(err, io.EOF) {
		return header{}, nil
	} else if err != nil {
		return header{}, err
	}
	return parseMeta(buf[:]), nil
}

// parseMeta reads a meta page's fields; pages is 0 where they are not valid.
func parseMeta(buf []byte) header {
	order := binary.NativeEndian
	sum := fnv.New64a()
	_, _ = sum.Write(buf[:checksumAt]) // a hash never fails
	if order.Uint32(buf[magicAt:]) != metaMagic || order.Uint32(buf[versionAt:]) != metaVersion ||
		order.Uint64(buf[checksumAt:]) != sum.Sum64() {
		return header{}
	}
	return header{
		pageSize: int64(order.Uint32(buf[pageSizeAt:])),
		pages:    int64(order.Uint64(buf[pagesAt:])),
		txid:     order.Uint64(buf[txidAt:]),
		root:     order.Uint64(buf[rootAt:]),
		freelist: order.Uint64(buf[freelistAt:]),
	}
}

// openToRead opens the store's file. A pipe is none, though there can be one in
// its place: opening that waits for somebody who writes, for ever.
func (s *Store) openToRead() (*os.File, error) {
	info, err := os.Stat(s.path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: s.path, Err: errors.New("it is not a file")}
	}
	return os.Open(s.path)
}

// header reads the file's header and refuses a file that is damaged in a way
// that bbolt would die of.
func (s *Store) header() (header, error) {
	f, err := s.openToRead()
	if err != nil {
		return header{}, s.written(err, false)
	}
	h, err := readHeader(f)
	_ = f.Close() // it was only read
	switch {
	case h.size == 0 && (err == nil || errors.Is(err, errNotBolt)):
		return h, s.damaged("it is empty")
	case errors.Is(err, errNotBolt):
		return h, s.foreign()
	case err != nil:
		return h, s.written(err, false)
	case h.size < h.pages*h.pageSize:
		return h, s.damaged("it is cut short, %d of %d bytes are left", h.size, h.pages*h.pageSize)
	}
	return h, nil
}

// Stamp changes with every write that anybody makes: it is the file's
// identity and bbolt's transaction number. It is "" while there is no file.
func (s *Store) Stamp() (string, error) {
	f, err := s.openToRead()
	if os.IsNotExist(err) {
		return "", nil
	}
	if err != nil {
		return "", s.written(err, false)
	}
	h, err := readHeader(f)
	info, err2 := f.Stat()
	_ = f.Close() // it was only read
	if err != nil || err2 != nil {
		return "", s.damaged("its first pages are not valid")
	}
	return fmt.Sprintf("%d.%d.%d", h.txid, h.size, info.ModTime().UnixNano()), nil
}
