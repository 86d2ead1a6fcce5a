package storage

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"obelus/model"
)

// settle decides what the store held: marks and briefs that were not read whole
// are brought up to what the journal says of them.
func (v *salvage) settle() {
	seqs := slices.Sorted(maps.Keys(v.journal))
	v.count(seqs)
	if !v.whole[marksBucket] {
		v.settleMarks(seqs)
	}
	if !v.whole[briefsBucket] {
		v.settleBriefs(seqs)
	}
	v.adopt()
}

// count settles which change is the newest. Where the journal was read whole, and
// the index of changes knows of none behind its last one, that is it, whatever
// bbolt counted: it keeps no checksum of that.
func (v *salvage) count(seqs []model.Seq) {
	if len(seqs) == 0 {
		return
	}
	newest := seqs[len(seqs)-1]
	if v.whole[journalBucket] && v.whole[touchedBucket] && v.touched <= newest {
		v.last, v.counted = newest, true
	}
	v.last = max(v.last, newest)
}

// settleMarks brings marks that the newest tree does not lead to up to what the
// journal says of them last, but for what changed after all that it tells of, or
// might have in a gap of it.
func (v *salvage) settleMarks(seqs []model.Seq) {
	last := map[model.MarkID]model.MarkChange{}
	gaps, purged := len(seqs) < int(v.last), false
	var told time.Time
	for _, seq := range seqs {
		c := v.journal[seq]
		purged = purged || c.Verb == model.VerbPurge
		for _, m := range c.Marks {
			last[m.Mark().ID] = m
		}
		if c.Time.After(told) {
			told = c.Time
		}
	}
	for id, m := range last {
		known, there := v.marks[id]
		since := told
		if gaps {
			since = m.Mark().Updated
		}
		switch {
		case v.live[id], there && known.Updated.After(since):
		case m.After == nil:
			delete(v.marks, id)
		default:
			v.marks[id] = *m.After
		}
	}
	for id, m := range v.marks {
		// No change that tells of a mark is there because the last ones are lost, or
		// because it was purged; then the time tells, which can be wrong.
		if _, tells := last[id]; purged && !tells && !v.live[id] && !gaps && !m.Updated.After(told) {
			delete(v.marks, id)
		}
	}
}

// settleBriefs brings briefs that the newest tree does not lead to up to what the
// journal says of them last; where they were read from and when they were opened
// are not in it.
func (v *salvage) settleBriefs(seqs []model.Seq) {
	for _, seq := range seqs {
		for _, c := range v.journal[seq].Briefs {
			id := c.Known().ID
			known, there := v.briefs[id]
			switch {
			case v.shelved[id]:
			case c.After == nil:
				delete(v.briefs, id)
			default:
				b := c.After.Clone()
				if there {
					b.Paths, b.Opened = known.Paths, known.Opened
				}
				v.briefs[id] = b
			}
		}
	}
}

// adopt makes a brief for marks whose brief is lost, of the texts that they are
// on.
func (v *salvage) adopt() {
	adopted := map[model.BriefID]bool{}
	for _, id := range slices.Sorted(maps.Keys(v.marks)) {
		m := v.marks[id]
		b, there := v.briefs[m.Brief]
		if !there {
			adopted[m.Brief] = true
			b = model.Brief{ID: m.Brief, Title: "A brief whose name was lost, " + string(m.Brief), Added: m.Created, Opened: m.Updated}
			v.lost = append(v.lost, model.Problem{Where: fmt.Sprintf("%s %q", briefsBucket, m.Brief), What: "its title and where it came from are lost; its marks are saved. Open its file again and it has them again"})
		}
		if (adopted[m.Brief] || len(b.Revisions) == 0) && !b.Has(m.Revision) {
			b.Revisions = append(b.Revisions, model.Revision{Hash: m.Revision, Format: model.FormatMarkdown, Arrived: m.Created})
		}
		v.briefs[m.Brief] = b
	}
	if !v.whole[briefsBucket] {
		v.adoptTexts()
	}
}

// adoptTexts makes a brief for each text of which no brief tells, and no change.
func (v *salvage) adoptTexts() {
	told := map[string]bool{}
	tell := func(texts []model.Hash) {
		for _, h := range texts {
			told[string(h)] = true
		}
	}
	for _, b := range v.briefs {
		tell(hashesOf(b))
	}
	for _, c := range v.journal { // what undo took from a brief is no brief's own
		for _, b := range c.Briefs {
			tell(textsOf(b))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(v.pieces)) {
		if len(key) != hashSize || told[key] {
			continue
		}
		if _, whole := v.text(model.Hash(key)); !whole {
			continue
		}
		id := model.BriefID(key[:model.BriefIDLen])
		if _, taken := v.briefs[id]; taken {
			id = model.BriefID(key)
		}
		v.briefs[id] = model.Brief{ID: id, Title: "A brief whose name was lost, " + string(id),
			Revisions: []model.Revision{{Hash: model.Hash(key), Format: model.FormatMarkdown}}}
		v.lost = append(v.lost, model.Problem{Where: fmt.Sprintf("%s %q", briefsBucket, id), What: "its title and where it came from are lost; its text is saved. Open its file again and it has them again"})
	}
}

// text puts a text's pieces together; ok is false where they do not give it.
func (v *salvage) text(h model.Hash) (text string, ok bool) {
	head, there := v.pieces[string(h)]
	if !there {
		return "", false
	}
	d := &decoder{b: head}
	ext := d.extent()
	zip, err := v.zip.decoder()
	if d.done() != nil || err != nil || ext.lost {
		return "", false
	}
	var b strings.Builder
	for i := range ext.pieces {
		piece, there := v.pieces[string(pieceKey(h, i))]
		if !there {
			return "", false
		}
		part, err := zip.DecodeAll(piece, nil)
		if err != nil {
			return "", false
		}
		b.Write(part)
	}
	return b.String(), model.HashOf(b.String()) == h
}
