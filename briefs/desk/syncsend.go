package desk

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"

	"obelus/briefs/share"
	"obelus/model"
)

// An outgoing is a file of mine as it is to be.
type outgoing struct {
	path  string
	data  []byte
	was   []byte // as it was read; nil where there was none
	texts []model.Hash
	count SyncCount // beside what the file said
}

// pack makes my files, one for each brief that I have marks in here or that one
// of them is of. Samples are there to practise on, and are not shared.
func (d *deciding) pack(groups []group) error {
	mine := map[model.BriefID]group{}
	for _, g := range groups {
		if g.analyst == d.desk.analyst {
			mine[g.brief] = g
		}
	}
	for _, id := range slices.Sorted(maps.Keys(d.shelf.briefs)) {
		g, filed := mine[id]
		if !filed {
			marked, err := d.marked(id)
			if err != nil {
				return err
			}
			if !marked || isSample(d.shelf.briefs[id].Path()) {
				continue
			}
			g = group{analyst: d.desk.analyst, brief: id}
		}
		o, err := d.outgoing(g)
		if err != nil {
			return err
		}
		if len(o.data) > 0 {
			d.out = append(d.out, o)
		}
	}
	return nil
}

// marked reports whether I have a mark in a brief.
func (d *deciding) marked(id model.BriefID) (bool, error) {
	texts, err := d.tx.MarkedTexts(id)
	for _, h := range texts {
		spans, err := d.tx.Spans(id, h)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(spans, func(s model.MarkSpan) bool { return s.Analyst == d.desk.analyst }) {
			return true, nil
		}
	}
	return false, err
}

// outgoing is my file of a brief: what my files said, brought up to what I did
// since.
func (d *deciding) outgoing(g group) (outgoing, error) {
	h, err := d.hold(g.brief)
	if err != nil {
		return outgoing{}, err
	}
	title := d.shelf.briefs[g.brief].Title
	o := outgoing{count: SyncCount{Analyst: d.desk.analyst, Brief: g.brief, Title: title}}
	head := share.Header{Analyst: d.desk.analyst, Brief: g.brief, Title: model.CleanLine(title), Text: d.shelf.briefs[g.brief].Newest().Hash}
	before := share.States{}
	if main, ok := mainFile(g.files); ok {
		head = main.Header
		if !main.copy {
			o.was, before = main.data, main.States
		}
	}
	o.path = path.Join(marksFolder, share.Folder(d.desk.analyst), share.FileOf(head.Brief))
	if d.shared.closed[o.path] {
		return outgoing{}, nil // which was said
	}
	if broken, ok := d.shared.broken[o.path]; ok {
		o.was = broken
	}
	states := share.States{}
	for _, s := range g.states {
		states.Take(s)
	}
	for _, s := range mineIn(h, d.desk.analyst, states) {
		if known, ok := before[s.Mark.ID]; ok && share.Compare(s, known) == 0 {
			continue // most are as they were
		}
		if err := share.Check(s); err != nil {
			d.refused = append(d.refused, SyncRefusal{o.path, model.Refusal{Where: "mark " + string(s.Mark.ID), Why: "it is not shared: " + err.Error()}})
			continue
		}
		states.Take(s)
	}
	o.count.compare(before, states)
	o.texts = textsOf(states)
	if len(before) == 0 && states.Live() == 0 {
		return o, nil // nobody has to be told of what nobody saw
	}
	if o.data, err = share.Write(head, states); err != nil {
		return o, fmt.Errorf("%s cannot be written: %w", o.path, err)
	}
	if !share.SameText(o.data, o.was) {
		o.count.Written = o.path
	}
	return o, nil
}

// mainFile is the one of my files of a brief that I go on writing: the same for
// all my machines, also where two began one each.
func mainFile(files []sharedFile) (main sharedFile, ok bool) {
	for _, f := range files {
		if !ok || main.copy && !f.copy || main.copy == f.copy && f.path < main.path {
			main, ok = f, true
		}
	}
	return main, ok
}

// mineIn lists the states of my marks in a brief, in the order of the ids, those
// that I removed too. What somebody else did to one of them here goes out only
// where no file says anything of it.
func mineIn(h *holding, me model.Analyst, filed share.States) (states []share.State) {
	for id, m := range h.marks {
		if m.Analyst != me {
			continue
		}
		st, told := h.stamps[id]
		s := stateHere(m, st, told)
		if _, ok := filed[id]; s.At.IsZero() && !ok {
			s.At = m.Updated
		}
		if !s.At.IsZero() {
			states = append(states, s)
		}
	}
	for id, st := range h.stamps {
		if _, there := h.marks[id]; !there && st.gone && st.own && st.analyst == me {
			states = append(states, share.StateOf(model.Mark{ID: id, Analyst: me}, st.at, true))
		}
	}
	slices.SortFunc(states, func(a, b share.State) int { return cmp.Compare(a.Mark.ID, b.Mark.ID) })
	return states
}

// compare counts what is new in states.
func (c *SyncCount) compare(before, states share.States) {
	for id, s := range states {
		was, known := before[id]
		lived := known && !was.Gone
		switch {
		case s.Gone && lived:
			c.Removed++
		case s.Gone:
		case !lived:
			c.New++
		case share.Compare(s, was) != 0:
			c.Changed++
		default:
			c.Same++
		}
	}
}

// send writes my files, and the texts that are wanted. A file that says what it
// should is left alone.
func (s *syncing) send() error {
	own := path.Join(marksFolder, share.Folder(s.desk.analyst))
	if s.opts.Texts {
		for _, o := range s.plan.out {
			for _, h := range o.texts {
				if err := s.sendText(h); err != nil {
					return err
				}
			}
		}
	}
	news := slices.ContainsFunc(s.plan.out, func(o outgoing) bool { return o.count.Written != "" })
	if s.opts.Dry || !news {
		return nil
	}
	s.shared.sweep(own, s.desk.now())
	for i, o := range s.plan.out {
		if o.count.Written == "" {
			continue
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := s.shared.write(o.path, o.data, o.was); err != nil {
			s.plan.out[i].count.Written = ""
			return err
		}
	}
	return s.shared.unite()
}
