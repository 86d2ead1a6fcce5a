package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"obelus/model"
)

// pieceSize is how much of a text is compressed into one record. A small put
// rewrites its whole page with every large value on it, so values stay small;
// even what cannot be compressed makes a record of less than 256 KiB.
const pieceSize = 255 << 10

// A zipper compresses and expands pieces. What it needs is made at its first
// use: most operations need none of it.
type zipper struct {
	encoder func() (*zstd.Encoder, error)
	decoder func() (*zstd.Decoder, error)
}

func newZipper() *zipper {
	return &zipper{
		encoder: sync.OnceValues(func() (*zstd.Encoder, error) {
			return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
		}),
		decoder: sync.OnceValues(func() (*zstd.Decoder, error) {
			return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(2*pieceSize))
		}),
	}
}

func pieceKey(h model.Hash, i int) []byte {
	return binary.BigEndian.AppendUint32(under(string(h)), uint32(i))
}

// PutText keeps a text under its hash.
func (tx *Tx) PutText(text string) error {
	h := model.HashOf(text)
	ext, ok, err := load(tx, textsBucket, []byte(h), (*decoder).extent)
	if err != nil || ok && !ext.lost {
		return err
	}
	zip, err := tx.zip.encoder()
	if err != nil {
		return err
	}
	size, pieces := len(text), 0
	for ; len(text) > 0; pieces++ {
		part := text[:min(len(text), pieceSize)]
		text = text[len(part):]
		if err := tx.put(textsBucket, pieceKey(h, pieces), zip.EncodeAll([]byte(part), nil)); err != nil {
			return err
		}
	}
	var e encoder
	e.extent(extent{size: size, pieces: pieces})
	return tx.put(textsBucket, []byte(h), e.b)
}

// putLostText says that a text was lost: it is not there, until it comes again.
func (tx *Tx) putLostText(h model.Hash) error {
	var e encoder
	e.extent(extent{lost: true})
	return tx.put(textsBucket, []byte(h), e.b)
}

// Text reads a text.
func (tx *Tx) Text(h model.Hash) (string, bool, error) {
	ext, ok, err := load(tx, textsBucket, []byte(h), (*decoder).extent)
	if err != nil || !ok || ext.lost {
		return "", false, err
	}
	zip, err := tx.zip.decoder()
	if err != nil {
		return "", false, err
	}
	if ext.size > ext.pieces*pieceSize {
		return "", false, &recordError{textsBucket, []byte(h), errShort}
	}
	var text strings.Builder
	text.Grow(ext.size)
	var part []byte
	for i := range ext.pieces {
		key := pieceKey(h, i)
		payload, ok, err := tx.get(textsBucket, key)
		if err == nil && !ok {
			err = errMissing
		}
		if err == nil {
			part, err = zip.DecodeAll(payload, part[:0])
		}
		if err != nil {
			return "", false, &recordError{textsBucket, key, err}
		}
		text.Write(part)
	}
	if text.Len() != ext.size {
		return "", false, &recordError{textsBucket, []byte(h), fmt.Errorf("%d of %d bytes: %w", text.Len(), ext.size, errShort)}
	}
	return text.String(), true, nil
}

// dropText removes a text.
func (tx *Tx) dropText(h model.Hash) error {
	errs := []error{tx.delete(textsBucket, []byte(h))}
	for _, k := range tx.keysWith(textsBucket, under(string(h)), 0) {
		errs = append(errs, tx.delete(textsBucket, k))
	}
	return errors.Join(errs...)
}
