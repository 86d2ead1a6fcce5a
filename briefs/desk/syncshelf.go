package desk

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"obelus/briefs/share"
	"obelus/model"
)

// A shelving is which briefs a store has, by their ids and by their texts.
type shelving struct {
	briefs map[model.BriefID]model.Brief
	texts  map[model.Hash]model.BriefID
	sizes  map[model.Hash]int // of texts, in bytes
	sorted []model.Hash       // texts, for looking a beginning up; nil where it has to be made
	mark   func(model.MarkID) (model.Mark, bool, error)
}

func shelvingOf(tx ReadTx) (*shelving, error) {
	s := &shelving{briefs: map[model.BriefID]model.Brief{}, texts: map[model.Hash]model.BriefID{}, sizes: map[model.Hash]int{}, mark: tx.Mark}
	for b, err := range tx.Briefs() {
		if err != nil {
			return nil, err
		}
		s.add(b)
	}
	return s, nil
}

// add takes a brief in. Of several with one text the first on the shelf is the
// one that marks on that text come to.
func (s *shelving) add(b model.Brief) {
	s.briefs[b.ID], s.sorted = b, nil
	for _, r := range b.Revisions {
		s.sizes[r.Hash] = r.Bytes
		if known, taken := s.texts[r.Hash]; !taken || s.briefs[known].Removed && !b.Removed {
			s.texts[r.Hash] = b.ID
		}
	}
}

// briefOf is the brief that a file's marks are on: the one of the id that it
// says; the one with the text that this id is the beginning of, or that it names;
// the one with a text that its marks stand on; the one that a mark of it is on
// here.
func (s *shelving) briefOf(f share.File) (id model.BriefID, known bool, err error) {
	if _, ok := s.briefs[f.Brief]; ok {
		return f.Brief, true, nil
	}
	for _, h := range append([]model.Hash{s.beginning(f.Brief), f.Text}, textsOf(f.States)...) {
		if id, ok := s.texts[h]; ok {
			return id, true, nil
		}
	}
	for _, id := range slices.Sorted(maps.Keys(f.States)) {
		if m, ok, err := s.mark(id); err != nil || ok && m.Analyst == f.Analyst {
			return m.Brief, ok, err
		}
	}
	return "", false, nil
}

// beginning is the text whose hash an id is the beginning of, "" for none.
func (s *shelving) beginning(id model.BriefID) model.Hash {
	if s.sorted == nil {
		s.sorted = slices.Sorted(maps.Keys(s.texts))
	}
	i, _ := slices.BinarySearch(s.sorted, model.Hash(id))
	if !validBriefID(id) || i == len(s.sorted) || !strings.HasPrefix(string(s.sorted[i]), string(id)) {
		return ""
	}
	return s.sorted[i]
}

// textsOf lists the texts that marks stand on, those first that were marked
// first: likely in the order in which they came.
func textsOf(states share.States) []model.Hash {
	first := map[model.Hash]time.Time{}
	for _, s := range states {
		if s.Gone {
			continue
		}
		if at, ok := first[s.Mark.Revision]; !ok || s.Mark.Updated.Before(at) {
			first[s.Mark.Revision] = s.Mark.Updated
		}
	}
	return slices.SortedFunc(maps.Keys(first), func(a, b model.Hash) int { return cmp.Or(first[a].Compare(first[b]), cmp.Compare(a, b)) })
}
