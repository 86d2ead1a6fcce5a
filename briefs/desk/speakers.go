package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"obelus/model"
)

// Speakers reads which names of speakers were told to be one.
func (d *Desk) Speakers(ctx context.Context) (s model.Speakers, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		s, err = speakersIn(tx)
		return err
	})
	return s, err
}

func speakersIn(tx ReadTx) (model.Speakers, error) {
	var rulings []model.Ruling
	for r, err := range tx.Rulings(model.RuledSpeaker, "") {
		if err != nil {
			return model.Speakers{}, err
		}
		rulings = append(rulings, r)
	}
	return model.NewSpeakers(rulings), nil
}

// SameSpeaker tells that others, and all names that are one with any of them,
// are the speaker called name, in one change. Marks keep their words.
func (d *Desk) SameSpeaker(ctx context.Context, name string, others ...string) (Outcome, error) {
	names, err := tidySpeakers(append([]string{name}, others...))
	if err != nil {
		return Outcome{}, err
	}
	nothing := fmt.Sprintf("nothing to change: they are %s already", excerpt(names[0]))
	return d.ruleSpeakers(ctx, nothing, func(s model.Speakers) []model.RulingChange { return s.Same(names[0], names[1:]...) })
}

// ApartSpeaker tells that the speaker of that name is one of its own; the other
// names that it was one with stay one.
func (d *Desk) ApartSpeaker(ctx context.Context, name string) (Outcome, error) {
	names, err := tidySpeakers([]string{name})
	if err != nil {
		return Outcome{}, err
	}
	nothing := fmt.Sprintf("nothing to change: %s is one with no other name", excerpt(names[0]))
	return d.ruleSpeakers(ctx, nothing, func(s model.Speakers) []model.RulingChange { return s.Apart(names[0]) })
}

func (d *Desk) ruleSpeakers(ctx context.Context, nothing string, change func(model.Speakers) []model.RulingChange) (Outcome, error) {
	var out Outcome
	err := d.store.Write(ctx, func(tx WriteTx) error {
		out = Outcome{}
		s, err := speakersIn(tx)
		if err != nil {
			return err
		}
		c := model.Change{Verb: model.VerbRule, Rulings: change(s)}
		if c.Empty() {
			out.Message = nothing
			return errNothing
		}
		out.Change, err = d.commit(tx, c)
		return err
	})
	return d.settle(out, err)
}

// mostSpeaker bounds a speaker's name, in bytes: longer ones are no names, and
// no keys of a store.
const mostSpeaker = 4 << 10

func tidySpeakers(names []string) ([]string, error) {
	tidy := make([]string, len(names))
	for i, n := range names {
		tidy[i] = model.CleanLine(n)
		switch {
		case tidy[i] == "":
			return nil, errors.New("a speaker's name is empty: write it as the marks name them (obelus speakers lists them)")
		case len(tidy[i]) > mostSpeaker:
			return nil, fmt.Errorf("the speaker's name %s is too long: a name has at most %d bytes", excerpt(tidy[i]), mostSpeaker)
		}
	}
	return tidy, nil
}

// speakerHolds reports whether a name of the speaker holds all words, which are
// in small letters. With no words every speaker does, and nobody too.
func speakerHolds(s model.Speakers, speaker string, words []string) bool {
	return holdsAll(speaker, words) ||
		slices.ContainsFunc(s.Names(speaker), func(n string) bool { return holdsAll(n, words) })
}

// A SpeakerUse is a speaker with the claims that are attributed to it.
type SpeakerUse struct {
	Name   string // what it is called
	Names  []NameUse
	Claims int
	Briefs int // that these stand in
}

// A NameUse is a name of a speaker as it is written, with how many claims say it.
type NameUse struct {
	Name   string
	Claims int
}

// SpeakerUses lists the speakers of all attributed claims on the shelf, and
// those that were told to be one though no mark names them; the most used first.
// It reads a brief's marks at a time, each in a short transaction.
func (d *Desk) SpeakerUses(ctx context.Context) ([]SpeakerUse, error) {
	s, err := d.Speakers(ctx)
	if err != nil {
		return nil, err
	}
	ids, err := d.arrivals(ctx)
	if err != nil {
		return nil, err
	}
	uses := newSpeakerUses(s)
	for _, id := range ids {
		err := d.store.Read(ctx, func(tx ReadTx) error {
			marks, err := tx.Marks(id)
			if err == nil {
				uses.add(marks)
			}
			return cmp.Or(err, ctx.Err())
		})
		if err != nil {
			return nil, err
		}
	}
	for _, names := range s.Groups() {
		uses.of(names[0])
	}
	return uses.list(), nil
}

// speakerUses gathers speakers as they are called.
type speakerUses struct {
	speakers model.Speakers
	all      []*SpeakerUse
	by       map[string]*SpeakerUse // by the folded name that it is called by
}

func newSpeakerUses(s model.Speakers) *speakerUses {
	return &speakerUses{speakers: s, by: map[string]*SpeakerUse{}}
}

// of is the use of the speaker of that name, with all its names.
func (u *speakerUses) of(name string) *SpeakerUse {
	called := model.CleanLine(u.speakers.Called(name))
	key := model.FoldSpeaker(called)
	use, known := u.by[key]
	if !known {
		use = &SpeakerUse{Name: called}
		for _, n := range u.speakers.Names(called) {
			use.Names = append(use.Names, NameUse{Name: n})
		}
		u.all, u.by[key] = append(u.all, use), use
	}
	return use
}

// add counts the attributed marks of one brief that name somebody.
func (u *speakerUses) add(marks []model.Mark) {
	here := map[*SpeakerUse]bool{}
	for i := range marks {
		name := marks[i].Details.Speaker
		if marks[i].Tag != model.Attributed || strings.TrimSpace(name) == "" {
			continue
		}
		use := u.of(name)
		use.count(name, 1)
		if !here[use] {
			here[use] = true
			use.Briefs++
		}
	}
}

func (s *SpeakerUse) count(name string, n int) {
	s.Claims += n
	key := model.FoldSpeaker(name)
	for i := range s.Names {
		if model.FoldSpeaker(s.Names[i].Name) == key {
			s.Names[i].Claims += n
			return
		}
	}
	s.Names = append(s.Names, NameUse{model.CleanLine(name), n})
}

// merge adds what was gathered of other briefs.
func (u *speakerUses) merge(others []SpeakerUse) {
	for _, o := range others {
		use := u.of(o.Name)
		use.Briefs += o.Briefs
		for _, n := range o.Names {
			use.count(n.Name, n.Claims)
		}
	}
}

// list is the speakers, the most used first.
func (u *speakerUses) list() []SpeakerUse {
	list := make([]SpeakerUse, len(u.all))
	for i, s := range u.all {
		list[i] = *s
	}
	slices.SortStableFunc(list, func(a, b SpeakerUse) int {
		return cmp.Or(b.Claims-a.Claims, b.Briefs-a.Briefs, cmp.Compare(model.FoldSpeaker(a.Name), model.FoldSpeaker(b.Name)))
	})
	return list
}
