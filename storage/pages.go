package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
)

// What reads a damaged file cannot be bbolt, which trusts what it reads. Here is
// as much of its format as that takes, on bytes in memory, every offset checked.
// The layout is that of bbolt's internal/common (page.go, bucket.go), in the
// machine's byte order.
const (
	pageHeader   = 16 // id, flags, count, overflow
	flagsAt      = 8
	countAt      = 10
	overflowAt   = 12
	elementSize  = 16 // of a branch: position, key size, page; of a leaf: flags, position, sizes of key and value
	bucketHeader = 16 // root, sequence: before an inline bucket's page

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketFlag   = 0x01 // of a leaf's element whose value is a bucket

	firstPage  = 2      // behind the two meta pages
	manyPages  = 0xFFFF // a freelist's count, where the count stands before its first page
	mostLevels = 64     // of a tree
)

// pages are a file's bytes as pages.
type pages struct {
	data []byte
	size int // of a page
}

// count is how many whole pages there are.
func (p pages) count() uint64 { return uint64(len(p.data) / p.size) }

// A rawPage is a page with the pages that it goes on in.
type rawPage struct {
	flags uint16
	n     int    // elements
	spill uint64 // pages that it goes on in
	body  []byte // with its header
}

// page reads the page of that number.
func (p pages) page(id uint64) (rawPage, error) {
	if id < firstPage || id >= p.count() {
		return rawPage{}, errors.New("it lies outside of the file")
	}
	at := int(id) * p.size
	head, order := p.data[at:at+pageHeader], binary.NativeEndian
	pg := rawPage{flags: order.Uint16(head[flagsAt:]), n: int(order.Uint16(head[countAt:])), spill: uint64(order.Uint32(head[overflowAt:]))}
	switch {
	case order.Uint64(head) != id:
		return pg, errors.New("it says that it is another one")
	case id+pg.spill >= p.count():
		return pg, errors.New("it goes on behind the end of the file")
	}
	pg.body = p.data[at : at+(int(pg.spill)+1)*p.size]
	if pg.flags == freelistPage {
		return pg, nil
	}
	used, err := pg.used()
	switch {
	case err != nil:
		return pg, err
	case pg.n == 0: // an empty bucket stands on the page of what leads to it
		return pg, errors.New("nothing is on it")
	case pg.spill != uint64(used-1)/uint64(p.size):
		return pg, errors.New("it is not as long as what is on it")
	}
	return pg, nil
}

// used is how many bytes of a page its elements take. Behind their list bbolt
// writes what they say without a gap, in their order: so nothing of it is hidden
// where the list is said to be shorter.
func (pg rawPage) used() (int, error) {
	end := pageHeader + pg.n*elementSize
	for n := range pg.n {
		e, err := pg.element(n)
		if err == nil && e.end-len(e.key)-len(e.value) != end {
			err = errors.New("what is on it does not fit together")
		}
		if err != nil {
			return end, err
		}
		end = e.end
	}
	return end, nil
}

// An element is one of a page: of a branch a key and the page below, of a leaf a
// key and a value.
type element struct {
	bucket     bool
	key, value []byte
	below      uint64
	end        int // behind it on the page
}

// element reads the nth element of a page.
func (pg rawPage) element(n int) (e element, err error) {
	order, at := binary.NativeEndian, pageHeader+n*elementSize
	if at+elementSize > len(pg.body) {
		return e, errShort
	}
	head := pg.body[at : at+elementSize]
	var pos, keySize, valueSize int
	if pg.flags == branchPage {
		pos, keySize, e.below = int(order.Uint32(head)), int(order.Uint32(head[4:])), order.Uint64(head[8:])
	} else {
		e.bucket = order.Uint32(head)&bucketFlag != 0
		pos, keySize, valueSize = int(order.Uint32(head[4:])), int(order.Uint32(head[8:])), int(order.Uint32(head[12:]))
	}
	from := at + pos
	if pos < elementSize || from+keySize+valueSize > len(pg.body) {
		return e, errShort
	}
	e.key, e.value, e.end = pg.body[from:from+keySize], pg.body[from+keySize:from+keySize+valueSize], from+keySize+valueSize
	return e, nil
}

// A walk goes through the trees of a file. What it cannot go into it reports and
// leaves out.
type walk struct {
	pages
	reached []bool                                    // by page
	record  func(bucket string, key, value []byte)    // is given every record; nil for nothing
	begun   func(bucket string, sequence uint64)      // is told of every bucket of the store's own; nil for nothing
	broken  func(bucket string, page uint64, e error) // is told of every page that cannot be read
}

func (p pages) walk() *walk { return &walk{pages: p, reached: make([]bool, p.count())} }

// rootBucket is the bucket that holds the others.
const rootBucket = ""

// tree walks the pages below root, which are of a bucket. Keys have to come in
// their order: a pointer that leads elsewhere shows by that.
func (w *walk) tree(root uint64, bucket string) { w.below(root, bucket, new([]byte), 0) }

func (w *walk) below(id uint64, bucket string, last *[]byte, level int) {
	pg, err := w.page(id)
	switch {
	case err != nil:
	case level > mostLevels || w.reached[id]:
		err = errors.New("two pages lead to it")
	case pg.flags != branchPage && pg.flags != leafPage:
		err = fmt.Errorf("it is of no kind that holds records (%#x)", pg.flags)
	}
	if err != nil {
		w.broken(bucket, id, err)
		return
	}
	for n := range pg.spill + 1 {
		w.reached[id+n] = true
	}
	w.elements(pg, id, bucket, last, level)
}

// elements walks a page's elements.
func (w *walk) elements(pg rawPage, id uint64, bucket string, last *[]byte, level int) {
	for n := range pg.n {
		e, err := pg.element(n)
		if err == nil && pg.flags == leafPage {
			if *last != nil && bytes.Compare(e.key, *last) <= 0 {
				err = fmt.Errorf("the key %q is not in its place", e.key)
			}
			*last = e.key
		}
		switch {
		case err != nil:
			w.broken(bucket, id, err)
		case pg.flags == branchPage:
			w.below(e.below, bucket, last, level+1)
		case mistaken(bucket, e.bucket):
			w.broken(within(bucket, e.key), id, errors.New("a bucket is not told from a record"))
		case e.bucket:
			w.bucket(bucket, e, id, level)
		case w.record != nil:
			w.record(bucket, e.key, e.value)
		}
	}
}

// mistaken reports whether what is in a bucket cannot be: a bucket among records,
// or a record among buckets. bbolt does not find what has the wrong sign there,
// and all that is in it would seem never to have been.
func mistaken(bucket string, nested bool) bool {
	if bucket == rootBucket || bucket == spansBucket {
		return !nested
	}
	return nested && slices.Contains(buckets(), bucket)
}

// within is how a bucket in another one is called.
func within(in string, key []byte) string {
	if in == rootBucket {
		return string(key)
	}
	return in + "/" + string(key)
}

// bucket walks a bucket that is an element of another one.
func (w *walk) bucket(in string, e element, id uint64, level int) {
	name := within(in, e.key)
	if len(e.value) < bucketHeader {
		w.broken(name, id, errShort)
		return
	}
	root, sequence := binary.NativeEndian.Uint64(e.value), binary.NativeEndian.Uint64(e.value[8:])
	if w.begun != nil {
		w.begun(name, sequence)
	}
	if root != 0 {
		w.below(root, name, new([]byte), level+1)
		return
	}
	body := e.value[bucketHeader:]
	if len(body) < pageHeader {
		w.broken(name, id, errShort)
		return
	}
	pg := rawPage{flags: leafPage, n: int(binary.NativeEndian.Uint16(body[countAt:])), body: body}
	if used, err := pg.used(); err != nil || used != len(body) {
		w.broken(name, id, errors.Join(err, errors.New("it is not as long as what is in it")))
	}
	w.elements(pg, id, name, new([]byte), level+1)
}

// free lists the pages that a freelist page says are free.
func (p pages) free(id uint64) ([]uint64, error) {
	pg, err := p.page(id)
	if err != nil {
		return nil, err
	}
	if pg.flags != freelistPage {
		return nil, errors.New("it is no list of free pages")
	}
	order, body, n := binary.NativeEndian, pg.body[pageHeader:], pg.n
	if n == manyPages && len(body) >= 8 {
		n, body = int(order.Uint64(body)), body[8:]
	}
	if n < 0 || n > len(body)/8 {
		return nil, errShort
	}
	ids := make([]uint64, n)
	for i := range ids {
		ids[i] = order.Uint64(body[8*i:])
	}
	return ids, nil
}

// mostVerified is the size in bytes of the largest file that is looked over
// before it is used: that takes a few milliseconds.
const mostVerified = 32 << 20

// lookOver verifies the file as it is now that it is locked.
func (s *Store) lookOver() error {
	h, err := s.header()
	if err != nil {
		return err
	}
	return s.verify(h)
}

// verify looks a file over as it is now, h, unless this process has done so or
// left it so: bbolt has checksums on its meta pages only, and would write over
// pages that a broken list calls free, or follow a broken pointer to other
// records. Where one of the meta pages is broken, whatever the file's size, bbolt
// would go by the other, and write over the last change. The file is locked.
func (s *Store) verify(h header) error {
	if !h.twin {
		return s.damaged("one of its two first pages is not valid, so its last change may not be read")
	}
	if h.size > mostVerified || h.txid == s.sound.Load() {
		return nil
	}
	data, err := os.ReadFile(s.path)
	if err != nil {
		return s.written(err, false)
	}
	if err := verifyPages(pages{data, int(h.pageSize)}, h); err != nil {
		return s.damaged("%v", err)
	}
	s.sound.Store(h.txid)
	return nil
}

// verifyPages looks through every tree, and holds the list of free pages against
// what it meets.
func verifyPages(p pages, h header) error {
	w := p.walk()
	var first error
	w.broken = func(bucket string, id uint64, err error) {
		if first == nil {
			first = fmt.Errorf("page %d, of %s, cannot be: %w", id, bucketName(bucket), err)
		}
	}
	w.tree(h.root, rootBucket)
	if first != nil {
		return first
	}
	free, err := p.free(h.freelist)
	if err != nil {
		return fmt.Errorf("its list of free pages cannot be: %w", err)
	}
	last := uint64(0)
	for _, id := range free {
		if id < firstPage || id >= uint64(h.pages) || id <= last || w.reached[id] {
			return fmt.Errorf("its list of free pages names page %d, which is not free", id)
		}
		last = id
	}
	return nil
}

// bucketName is how a bucket is spoken of.
func bucketName(bucket string) string {
	if bucket == rootBucket {
		return "the list of all there is"
	}
	return fmt.Sprintf("%q", bucket)
}
