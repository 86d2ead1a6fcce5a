package model

import (
	"cmp"
	"slices"
	"strings"
)

// Speakers says which names of speakers are one, by what was ruled. Names are
// compared without case and white space, and given as they were written. The
// zero Speakers knows no two that are one. It does not change.
type Speakers struct {
	ruled  map[string]Ruling   // by the folded name that it is of
	beside []Ruling            // of names spelt in another way than those of ruled: they say nothing
	called map[string]string   // folded name → what its speaker is called, for names that are one with others
	names  map[string][]string // folded name that a speaker is called by → all of its names, that one first
}

// FoldSpeaker is a speaker's name as it is compared: without case, and with
// every run of white space as one space.
func FoldSpeaker(name string) string { return strings.ToLower(CleanLine(name)) }

// NewSpeakers reads rulings of RuledSpeaker. A name that is another which is a
// third is that third. Where rulings lead round in a circle, as those of several
// people can, all names on it are the one that comes first in the alphabet.
func NewSpeakers(rulings []Ruling) Speakers {
	s := Speakers{ruled: map[string]Ruling{}, called: map[string]string{}, names: map[string][]string{}}
	spelt := map[string]string{} // folded → as it was written
	for _, r := range rulings {
		from, to := FoldSpeaker(r.Key), FoldSpeaker(r.Value)
		if from == to || to == "" {
			continue
		}
		if _, twice := s.ruled[from]; twice {
			s.beside = append(s.beside, r)
			continue
		}
		s.ruled[from], spelt[from] = r, r.Key
		if _, known := spelt[to]; !known {
			spelt[to] = r.Value
		}
	}
	for _, r := range rulings { // what they are called is spelt as it was given for that
		if to := FoldSpeaker(r.Value); spelt[to] != "" {
			spelt[to] = r.Value
		}
	}
	for name := range spelt {
		end := s.end(name)
		s.called[name] = spelt[end]
		s.names[end] = append(s.names[end], spelt[name])
	}
	for end, all := range s.names {
		slices.SortFunc(all, func(a, b string) int {
			return cmp.Or(-cmp.Compare(number(a == spelt[end]), number(b == spelt[end])), cmp.Compare(FoldSpeaker(a), FoldSpeaker(b)))
		})
	}
	return s
}

// end is where the rulings lead from a folded name.
func (s Speakers) end(name string) string {
	var way []string
	for !slices.Contains(way, name) {
		way = append(way, name)
		r, ok := s.ruled[name]
		if !ok {
			return name
		}
		name = FoldSpeaker(r.Value)
	}
	return slices.Min(way[slices.Index(way, name):])
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Called is what the speaker of that name is called: the name itself where
// nobody ruled otherwise.
func (s Speakers) Called(name string) string {
	if len(s.called) == 0 {
		return name
	}
	if called, ok := s.called[FoldSpeaker(name)]; ok {
		return called
	}
	return name
}

// Names are all names of the speaker of that name, what it is called first.
func (s Speakers) Names(name string) []string {
	if all, ok := s.names[FoldSpeaker(s.Called(name))]; ok {
		return slices.Clone(all)
	}
	return []string{name}
}

// Groups lists the names of every speaker that has several, what it is called
// first, in the order of the alphabet.
func (s Speakers) Groups() [][]string {
	var groups [][]string
	for _, all := range s.names {
		groups = append(groups, slices.Clone(all))
	}
	slices.SortFunc(groups, func(a, b []string) int { return cmp.Compare(FoldSpeaker(a[0]), FoldSpeaker(b[0])) })
	return groups
}

// Same is the change that makes others, with all names that are one with them
// or with name, the speaker called name; nil where they are that already.
func (s Speakers) Same(name string, others ...string) []RulingChange {
	var all []string
	for _, n := range append(slices.Clone(others), name) {
		for _, n := range append([]string{n}, s.Names(n)...) {
			if !slices.ContainsFunc(all, func(o string) bool { return FoldSpeaker(o) == FoldSpeaker(n) }) {
				all = append(all, n)
			}
		}
	}
	return s.change(all, name)
}

// Apart is the change that makes name a speaker of its own; its other names stay
// one. It is nil where name is one already.
func (s Speakers) Apart(name string) []RulingChange {
	rest := s.Names(name)
	if len(rest) == 1 {
		return nil
	}
	rest = slices.DeleteFunc(rest, func(n string) bool { return FoldSpeaker(n) == FoldSpeaker(name) })
	return append(s.change([]string{name}, name), s.change(rest, rest[0])...)
}

// change is what has to be ruled so that all names are called so.
func (s Speakers) change(names []string, called string) []RulingChange {
	var changes []RulingChange
	for _, n := range names {
		r, after := s.ruled[FoldSpeaker(n)], called
		if FoldSpeaker(n) == FoldSpeaker(called) {
			after = ""
		}
		if r.Value != after {
			changes = append(changes, RulingChange{Kind: RuledSpeaker, Key: cmp.Or(r.Key, n), Before: r.Value, After: after})
		}
		for _, b := range s.beside {
			if FoldSpeaker(b.Key) == FoldSpeaker(n) {
				changes = append(changes, RulingChange{Kind: RuledSpeaker, Key: b.Key, Before: b.Value})
			}
		}
	}
	return changes
}
