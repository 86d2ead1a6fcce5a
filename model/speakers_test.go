package model

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ruling makes rulings of what changes say, one after the other.
func ruling(rulings []Ruling, changes []RulingChange) []Ruling {
	for _, c := range changes {
		rulings = slices.DeleteFunc(slices.Clone(rulings), func(r Ruling) bool { return r.Key == c.Key })
		if c.After != "" {
			rulings = append(rulings, Ruling{Kind: c.Kind, Key: c.Key, Value: c.After})
		}
	}
	return rulings
}

func TestSpeakers(t *testing.T) {
	type same = []string // what it is called, then others; one name alone is set apart
	for _, c := range []struct {
		name string
		told []same
		want [][]string
	}{
		{"nothing", nil, nil},
		{"two", []same{{"B", "A"}}, [][]string{{"B", "A"}}},
		{"A is B, B is C", []same{{"B", "A"}, {"C", "B"}}, [][]string{{"C", "A", "B"}}},
		{"B is C, A is B: the group is called B now", []same{{"C", "B"}, {"B", "A"}}, [][]string{{"B", "A", "C"}}},
		{"round", []same{{"B", "A"}, {"A", "B"}}, [][]string{{"A", "B"}}},
		{"two groups", []same{{"B", "A"}, {"D", "C"}}, [][]string{{"B", "A"}, {"D", "C"}}},
		{"two groups become one", []same{{"B", "A"}, {"D", "C"}, {"D", "A"}}, [][]string{{"D", "A", "B", "C"}}},
		{"one apart", []same{{"C", "A", "B"}, {"A"}}, [][]string{{"C", "B"}}},
		{"what it is called apart", []same{{"C", "A", "B"}, {"C"}}, [][]string{{"A", "B"}}},
		{"both apart", []same{{"B", "A"}, {"B"}}, nil},
		{"case and white space", []same{{"The  Union", "the UNION", "UNION of ports"}, {"the union", "Union  of Ports"}}, [][]string{{"the union", "UNION of ports"}}},
		{"itself", []same{{"A", "A"}}, nil},
		{"a stranger apart", []same{{"B", "A"}, {"X"}}, [][]string{{"B", "A"}}},
	} {
		var rulings []Ruling
		for _, told := range c.told {
			s := NewSpeakers(rulings)
			if len(told) == 1 {
				rulings = ruling(rulings, s.Apart(told[0]))
			} else {
				rulings = ruling(rulings, s.Same(told[0], told[1:]...))
			}
		}
		if diff := cmp.Diff(c.want, NewSpeakers(rulings).Groups()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Rulings that no single person would make, as they come from several.
func TestSpeakersOfSeveralPeople(t *testing.T) {
	s := NewSpeakers([]Ruling{{Key: "A", Value: "B"}, {Key: "B", Value: "C"}, {Key: "C", Value: "A"}, {Key: "D", Value: "c"}, {Key: "E", Value: "E"}, {Key: "F", Value: "G"}, {Key: "f", Value: "H"}})
	for name, want := range map[string]string{"A": "A", "B": "A", "c": "A", "D": "A", "E": "E", "F": "G", "H": "H", "nobody": "nobody", "": ""} {
		if got := s.Called(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
	if (Speakers{}).Called("A") != "A" || len((Speakers{}).Names("A")) != 1 {
		t.Error("the zero Speakers groups names")
	}
}

// Whatever was told before: told to be one, they are; set apart, it is alone, and
// the others are what they were.
func TestSpeakersProperty(t *testing.T) {
	name := rapid.SampledFrom([]string{"A", "a", "B", "C", "D", " d", "E"})
	rapid.Check(t, func(t *rapid.T) {
		var rulings []Ruling
		for range rapid.IntRange(0, 8).Draw(t, "rulings") {
			rulings = ruling(rulings, []RulingChange{{Key: name.Draw(t, "key"), After: name.Draw(t, "value")}}) // a store has one of a key
		}
		s := NewSpeakers(rulings)
		first, other := name.Draw(t, "first"), name.Draw(t, "other")
		is := func(a, b string) bool { return FoldSpeaker(a) == FoldSpeaker(b) }
		now := NewSpeakers(ruling(rulings, s.Same(first, other)))
		before := append(s.Names(first), s.Names(other)...)
		for _, n := range before {
			if !is(now.Called(n), first) {
				t.Fatalf("%q is called %q, not %q", n, now.Called(n), first)
			}
		}
		apart := NewSpeakers(ruling(rulings, s.Apart(first)))
		if len(apart.Names(first)) != 1 {
			t.Fatalf("%q is still one with %q", first, apart.Names(first))
		}
		for _, a := range s.Names(first) {
			for _, b := range s.Names(first) {
				if !is(a, first) && !is(b, first) && !is(apart.Called(a), apart.Called(b)) {
					t.Fatalf("%q and %q are no longer one", a, b)
				}
			}
		}
	})
}
