package storage

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"time"
)

// A record is one byte of version, four of CRC-32C over key, version and
// payload, then the payload. The key is in the sum so that a record that
// stands in another's place is noticed.
const (
	recordVersion = 1
	sealSize      = 5
)

var (
	errChecksum = errors.New("its checksum does not fit")
	errVersion  = errors.New("its version is unknown")
	errShort    = errors.New("it is cut short")
	errMissing  = errors.New("it is missing")
)

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) } // built once, by hash/crc32

// seal makes a record of payload.
func seal(key, payload []byte) []byte {
	record := make([]byte, sealSize, sealSize+len(payload))
	record[0] = recordVersion
	record = append(record, payload...)
	binary.BigEndian.PutUint32(record[1:], sum(key, payload))
	return record
}

// unseal checks a record and gives its payload, which is part of it.
func unseal(key, record []byte) ([]byte, error) {
	switch {
	case record == nil:
		return nil, errMissing
	case len(record) < sealSize:
		return nil, errShort
	case record[0] != recordVersion:
		return nil, errVersion
	}
	payload := record[sealSize:]
	if binary.BigEndian.Uint32(record[1:]) != sum(key, payload) {
		return nil, errChecksum
	}
	return payload, nil
}

func sum(key, payload []byte) uint32 {
	table := castagnoli()
	return crc32.Update(crc32.Update(recordVersion, table, key), table, payload)
}

// An encoder writes a payload: numbers as varints, texts after their length.
type encoder struct{ b []byte }

func (e *encoder) uint(n uint64) { e.b = binary.AppendUvarint(e.b, n) }
func (e *encoder) int(n int)     { e.uint(uint64(n)) } // sizes and offsets are never negative
func (e *encoder) text(s string) { e.int(len(s)); e.b = append(e.b, s...) }

func (e *encoder) bool(v bool) {
	if v {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

// time keeps nanoseconds; the zero time is kept as such.
func (e *encoder) time(t time.Time) {
	n := int64(math.MinInt64)
	if !t.IsZero() {
		n = t.UnixNano()
	}
	e.b = binary.AppendVarint(e.b, n)
}

// A decoder reads what an encoder wrote. The first error stays; after it
// everything is zero.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) uint() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) int() int {
	n := d.uint()
	if n > math.MaxInt32*1024 { // no size or offset here is near 2 TiB
		d.fail()
		return 0
	}
	return int(n)
}

// atEnd reports whether nothing is left to read.
func (d *decoder) atEnd() bool { return len(d.b) == 0 }

// count reads how many things follow, each of at least one byte.
func (d *decoder) count() int {
	n := d.int()
	if n > len(d.b) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) bytes() []byte {
	n := d.count()
	part := d.b[:n]
	d.b = d.b[n:]
	return part
}

func (d *decoder) text() string { return string(d.bytes()) }

func (d *decoder) bool() bool { return d.byte() != 0 }

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		d.fail()
		return 0
	}
	v := d.b[0]
	d.b = d.b[1:]
	return v
}

func (d *decoder) time() time.Time {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.fail()
		return time.Time{}
	}
	d.b = d.b[size:]
	if n == math.MinInt64 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = errShort
	}
	d.b = nil
}

// done is the error of reading a whole payload.
func (d *decoder) done() error {
	if d.err == nil && len(d.b) > 0 {
		return errors.New("it has more in it than it should")
	}
	return d.err
}
