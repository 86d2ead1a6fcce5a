package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"obelus/model"
)

// A salvage is what could be read of a damaged store. What its trees lead to is
// taken as it is. Pages that they do not lead to any more are searched for
// records too, which tell by their checksums that they are whole; such pages may
// be old, so the journal decides on what they say.
type salvage struct {
	zip     *zipper
	version uint32 // of the store; 0 where it could not be read
	briefs  map[model.BriefID]model.Brief
	paths   map[string]model.BriefID
	marks   map[model.MarkID]model.Mark
	pieces  map[string][]byte // of texts, by key
	journal map[model.Seq]model.Change
	places  map[model.BriefID]model.Place
	rulings map[string]string      // by key
	live    map[model.MarkID]bool  // marks that the newest tree leads to: they are as they were
	shelved map[model.BriefID]bool // and such briefs
	known   map[model.MarkID]bool  // ids that the index of spans has
	last    model.Seq              // the journal's newest change, as far as is known
	touched model.Seq              // the newest that the index of changes knows
	counted bool                   // the store itself said which that is
	whole   map[string]bool        // buckets of which every page and record was read
	lost    []model.Problem
}

func newSalvage(zip *zipper) *salvage {
	return &salvage{
		zip: zip, briefs: map[model.BriefID]model.Brief{}, paths: map[string]model.BriefID{}, marks: map[model.MarkID]model.Mark{},
		pieces: map[string][]byte{}, journal: map[model.Seq]model.Change{}, places: map[model.BriefID]model.Place{},
		rulings: map[string]string{},
		live:    map[model.MarkID]bool{}, shelved: map[model.BriefID]bool{}, known: map[model.MarkID]bool{}, whole: map[string]bool{},
	}
}

// read reads what there is in a file's bytes: what the trees of the newest meta
// page lead to, then those of the other, then what else there is.
func (v *salvage) read(data []byte) {
	for _, p := range pageSizes(data) {
		w, metas := p.walk(), p.metas()
		for i, h := range metas {
			if i == 0 {
				w = v.fromTrees(p, h, true)
			} else if len(v.missing()) > 0 {
				v.fromTrees(p, h, false)
			}
		}
		if len(metas) == 1 { // the other one may have said more
			v.doubt()
		}
		if len(v.missing()) > 0 {
			v.fromPages(w)
		}
		if !v.empty() {
			return // the pages are of this size
		}
	}
}

// empty reports whether nothing was found.
func (v *salvage) empty() bool { return len(v.marks)+len(v.briefs)+len(v.journal)+len(v.pieces) == 0 }

// doubt takes nothing for the newest: the last changes may be on pages that no
// tree leads to.
func (v *salvage) doubt() {
	clear(v.whole)
	clear(v.live)
	clear(v.shelved)
	v.lost = append(v.lost, model.Problem{Where: "first pages", What: "one of the two is damaged: a last change may be lost that no page tells of"})
}

// missing lists the buckets that were not read whole.
func (v *salvage) missing() []string {
	return slices.DeleteFunc([]string{briefsBucket, textsBucket, marksBucket, journalBucket}, func(name string) bool { return v.whole[name] })
}

// pageSizes are the ways to cut a file into pages: as its meta pages say, else
// every size that is used.
func pageSizes(data []byte) []pages {
	var all []pages
	for size := smallestPage; size <= largestPage && size <= len(data); size *= 2 {
		p := pages{data, size}
		if len(p.metas()) > 0 {
			return []pages{p}
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b pages) int { // the likeliest first
		return abs(a.size-usualPage) - abs(b.size-usualPage)
	})
	return all
}

// usualPage is the size of a page on most machines.
const usualPage = 4 << 10

func abs(n int) int { return max(n, -n) }

// metas are the valid meta pages, the newest first.
func (p pages) metas() []header {
	var all []header
	for _, at := range []int{0, p.size} {
		if at+metaAt+metaSize > len(p.data) {
			continue
		}
		h := parseMeta(p.data[at+metaAt : at+metaAt+metaSize])
		if h.pages > 0 && h.pageSize == int64(p.size) {
			h.size = int64(len(p.data))
			all = append(all, h)
		}
	}
	slices.SortFunc(all, func(a, b header) int { return int(int64(b.txid) - int64(a.txid)) })
	return all
}

// fromTrees takes every record that the trees of a meta page lead to. newest is
// the page that says how the store is now; another one only adds to it.
func (v *salvage) fromTrees(p pages, h header, newest bool) *walk {
	w := p.walk()
	met, broken := map[string]bool{}, map[string]bool{}
	w.begun = func(bucket string, sequence uint64) {
		met[bucket] = true
		if bucket == journalBucket && newest && sequence <= p.most(h) {
			v.last, v.counted = max(v.last, model.Seq(sequence)), true
		}
	}
	w.broken = func(bucket string, id uint64, err error) {
		name, _, _ := strings.Cut(bucket, "/")
		broken[name] = true
		if newest && len(v.lost) < maxProblems {
			v.lost = append(v.lost, model.Problem{Where: fmt.Sprintf("page %d", id), What: fmt.Sprintf("of %s, cannot be read: %v", bucketName(bucket), err)})
		}
	}
	w.record = func(bucket string, key, value []byte) {
		err := v.take(bucket, key, value, newest)
		if err == nil {
			return
		}
		broken[bucket] = true
		if newest && len(v.lost) < maxProblems {
			v.lost = append(v.lost, model.Problem{Where: recordName(bucket, key), What: err.Error()})
		}
	}
	w.tree(h.root, rootBucket)
	if newest && !broken[rootBucket] {
		for _, name := range buckets() {
			v.whole[name] = met[name] && !broken[name]
		}
	}
	return w
}

// most is more records than the file ever had room for; what counts more of them
// is wrong.
func (p pages) most(h header) uint64 {
	return uint64(max(int64(len(p.data)), h.pages*h.pageSize) / elementSize)
}

// take takes a record that a tree leads to. What is there already stays.
func (v *salvage) take(bucket string, key, value []byte, newest bool) error {
	payload, err := unseal(key, value)
	if strings.HasPrefix(bucket, spansBucket+"/") && err == nil && newest && len(key) > spanKeySize {
		v.known[model.MarkID(key[spanKeySize:])] = true
	}
	if !slices.Contains(buckets(), bucket) {
		return nil // of an index, which is made again
	}
	if err != nil {
		return err
	}
	switch bucket {
	case metaBucket:
		if newest && string(key) == schemaKey && len(payload) == 4 {
			v.version = binary.BigEndian.Uint32(payload)
		}
	case briefsBucket:
		err := keep(v.briefs, model.BriefID(key), payload, decodeBrief, func(b model.Brief) bool { return string(b.ID) == string(key) })
		if err == nil && newest {
			v.shelved[model.BriefID(key)] = true
		}
		return err
	case pathsBucket:
		if _, there := v.paths[string(key)]; !there {
			v.paths[string(key)] = model.BriefID(payload)
		}
	case textsBucket:
		if _, there := v.pieces[string(key)]; !there {
			v.pieces[string(key)] = bytes.Clone(payload)
		}
	case marksBucket:
		return v.takeMark(key, payload, newest)
	case journalBucket:
		if len(key) != 8 {
			return errShort
		}
		seq := model.Seq(binary.BigEndian.Uint64(key))
		return keep(v.journal, seq, payload, func(d *decoder) model.Change { return d.change(seq) }, nil)
	case touchedBucket:
		if _, seq, _ := bytes.Cut(key, []byte{0}); newest && len(seq) == seqSize {
			v.touched = max(v.touched, model.Seq(binary.BigEndian.Uint64(seq)))
		}
	case rulingsBucket:
		if _, err := decodeRuling(key, payload); err != nil {
			return err
		}
		if newest {
			v.rulings[string(key)] = string(payload)
		}
	case placesBucket:
		return keep(v.places, model.BriefID(key), payload, func(d *decoder) model.Place { return d.place() }, nil)
	}
	return nil
}

// takeMark takes a mark. Of several states of one, of which the newest tree leads
// to none, the one that was changed last is taken.
func (v *salvage) takeMark(key, payload []byte, newest bool) error {
	d := &decoder{b: bytes.Clone(payload)}
	m := d.mark()
	if err := d.done(); err != nil {
		return err
	}
	if string(m.ID) != string(key) {
		return errors.New("it is not what its key says")
	}
	known, there := v.marks[m.ID]
	if newest {
		v.live[m.ID] = true
	}
	if newest || !there || !v.live[m.ID] && m.Updated.After(known.Updated) {
		v.marks[m.ID] = m
	}
	return nil
}

// keep decodes a payload into a map, where its key has nothing yet. fits says
// whether it is what the key says; nil takes it for granted.
func keep[K comparable, T any](into map[K]T, key K, payload []byte, read func(*decoder) T, fits func(T) bool) error {
	d := &decoder{b: bytes.Clone(payload)}
	value := read(d)
	if err := d.done(); err != nil {
		return err
	}
	if fits != nil && !fits(value) {
		return errors.New("it is not what its key says")
	}
	if _, there := into[key]; !there {
		into[key] = value
	}
	return nil
}

// fromPages searches the pages that w did not reach for records of buckets that
// were not read whole, and what is left of a page where the file was cut off. A
// small bucket stands on the page of what leads to it, so on the pages that w
// reached there can be some that it could not go into.
func (v *salvage) fromPages(w *walk) {
	for id := uint64(firstPage); id < w.count(); id++ {
		pg, err := w.page(id)
		if w.reached[id] {
			v.inlined(pg)
			continue
		}
		if err != nil { // the page, or what it goes on in, is not whole: what is there of it may do
			rest := w.data[int(id)*w.size:]
			pages := 1 + uint64(binary.NativeEndian.Uint32(rest[overflowAt:]))
			pg = bare(rest[:min(uint64(len(rest)), pages*uint64(w.size))])
		}
		v.strays(pg)
	}
	if rest := len(w.data) % w.size; rest > 0 && w.count() >= firstPage {
		body := make([]byte, w.size)
		copy(body, w.data[len(w.data)-rest:])
		v.strays(bare(body))
	}
}

// bare is a page as its bytes say, whatever it goes on in. How many elements it
// has shows by where what the first one says begins, too: behind the last.
func bare(body []byte) rawPage {
	order := binary.NativeEndian
	pg := rawPage{flags: order.Uint16(body[flagsAt:]), n: int(order.Uint16(body[countAt:])), body: body}
	if len(body) >= pageHeader+elementSize {
		pg.n = max(pg.n, int(order.Uint32(body[pageHeader+leafPosition:]))/elementSize)
	}
	return pg
}

// strays takes the records of a page that no tree leads to.
func (v *salvage) strays(pg rawPage) {
	if pg.flags != leafPage {
		return
	}
	for n := range pg.n {
		if e, err := pg.element(n); err == nil && !e.bucket {
			v.stray(e.key, e.value)
		}
	}
	v.inlined(pg)
}

// inlined takes the records of the small buckets that stand on a page, also of
// those that are not told from records any more.
func (v *salvage) inlined(pg rawPage) {
	if pg.flags != leafPage {
		return
	}
	for n := range pg.n {
		e, err := pg.element(n)
		if err != nil || len(e.value) < bucketHeader+pageHeader || !e.bucket && !slices.Contains(buckets(), string(e.key)) {
			continue
		}
		if in := bare(e.value[bucketHeader:]); in.flags == leafPage {
			v.inBucket(string(e.key), in)
		}
	}
}

// inBucket takes the records of a small bucket, of which its name may be wrong.
func (v *salvage) inBucket(name string, in rawPage) {
	known := slices.Contains(buckets(), name)
	for n := range in.n {
		e, err := in.element(n)
		switch {
		case err != nil, known && v.whole[name]:
		case known:
			_ = v.take(name, e.key, e.value, false) // what cannot be read is left out
		default:
			v.stray(e.key, e.value)
		}
	}
}

// stray takes a record that no tree leads to: which bucket it is of shows by its
// key and by what can be read of it.
func (v *salvage) stray(key, value []byte) {
	payload, err := unseal(key, value)
	if err != nil {
		return
	}
	hash, piece, isPiece := bytes.Cut(key, []byte{0})
	switch {
	case len(key) == 8 && !v.whole[journalBucket]:
		if v.take(journalBucket, key, value, false) == nil {
			return
		}
	case !v.whole[textsBucket] && len(hash) == hashSize && (!isPiece || len(piece) == 4) && len(payload) > 0:
		_ = v.take(textsBucket, key, value, false) // nothing of it fails
		return
	}
	if !v.whole[marksBucket] && v.take(marksBucket, key, value, false) == nil {
		return
	}
	if !v.whole[briefsBucket] {
		_ = v.take(briefsBucket, key, value, false) // what it is not is left out
	}
}

// leafPosition is where an element of a leaf says where its key begins.
const leafPosition = 4

// hashSize is how many letters a text's name has.
const hashSize = 64
