package desk

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	"obelus/briefs/markdown"
	"obelus/briefs/share"
	"obelus/model"
)

// A plan is what a sync is to do, for a store as it was seen.
type plan struct {
	seen    model.Seq // the store's newest change then
	at      time.Time
	changes []model.Change // one for each brief that something comes to
	came    []SyncCount
	mine    []Arrival
	waiting []SyncWaiting
	briefs  []model.BriefID
	refused []SyncRefusal
	notes   []string
	out     []outgoing
}

// A deciding makes a plan.
type deciding struct {
	*syncing
	*plan
	tx      ReadTx
	shelf   *shelving
	held    map[model.BriefID]*holding
	docs    map[model.Hash]*markdown.Document // nil for a text that the store does not have
	claimed map[model.MarkID]model.Analyst    // whose file has a mark that came
	ahead   map[model.Analyst]time.Time       // the latest time beyond this clock's
}

// A group is what all files of an analyst say of a brief's marks.
type group struct {
	analyst model.Analyst
	brief   model.BriefID
	states  share.States
	files   []sharedFile
}

// decide makes the plan anew. w is where briefs that come are stored; nil stores
// none.
func (s *syncing) decide(tx ReadTx, w WriteTx) (err error) {
	d := &deciding{
		syncing: s, plan: &s.plan, tx: tx, held: map[model.BriefID]*holding{}, docs: map[model.Hash]*markdown.Document{},
		claimed: map[model.MarkID]model.Analyst{}, ahead: map[model.Analyst]time.Time{},
	}
	s.plan = plan{at: s.desk.at()}
	if s.plan.seen, err = tx.LastChange(""); err != nil {
		return err
	}
	if d.shelf, err = shelvingOf(tx); err != nil {
		return err
	}
	if err := d.unpack(w); err != nil {
		return err
	}
	groups, err := d.groups()
	if err != nil {
		return err
	}
	for _, g := range d.apart(groups) {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := d.receive(g); err != nil {
			return err
		}
	}
	d.sayAhead()
	return d.pack(groups)
}

// groups gathers the files by analyst and brief, in their order; those of briefs
// that the store lacks wait.
func (d *deciding) groups() ([]group, error) {
	type key struct {
		analyst model.Analyst
		brief   model.BriefID
	}
	found, waits := map[key]*group{}, map[key]*group{}
	for _, f := range d.files {
		to, k := found, key{f.Analyst, ""}
		id, known, err := d.shelf.briefOf(f.File)
		if err != nil {
			return nil, err
		}
		if k.brief = id; !known {
			to, k.brief = waits, f.Brief
		}
		g := to[k]
		if g == nil {
			g = &group{analyst: k.analyst, brief: k.brief, states: share.States{}}
			to[k] = g
		}
		for _, s := range f.States {
			g.states.Take(s)
		}
		g.files = append(g.files, f)
	}
	inOrder := func(all map[key]*group) (sorted []group) {
		for _, k := range slices.SortedFunc(maps.Keys(all), func(a, b key) int {
			return cmp.Or(cmp.Compare(a.analyst, b.analyst), cmp.Compare(a.brief, b.brief))
		}) {
			sorted = append(sorted, *all[k])
		}
		return sorted
	}
	for _, g := range inOrder(waits) {
		if n := g.states.Live(); n > 0 {
			d.waiting = append(d.waiting, SyncWaiting{
				Analyst: g.analyst, Brief: g.brief, Title: g.files[0].Title, Marks: n, Text: d.shared.hasText(g.states),
			})
		}
	}
	return inOrder(found), nil
}

// apart is groups such that each mark of an analyst is in one of them, with its
// newest state: two machines of one can have begun a file each of a brief that
// is two here. It goes with the brief whose text it is on, else with the first.
func (d *deciding) apart(groups []group) []group {
	type key struct {
		analyst model.Analyst
		id      model.MarkID
	}
	in, out := map[key]int{}, slices.Clone(groups)
	for i, g := range groups {
		out[i].states = maps.Clone(g.states) // what the files say stays, for mine are written anew
		for id, s := range g.states {
			j, twice := in[key{g.analyst, id}]
			if !twice {
				in[key{g.analyst, id}] = i
				continue
			}
			if was := out[j].states[id]; share.Compare(was, s) > 0 {
				s = was
			}
			home, other := j, i
			if h := s.Mark.Revision; d.shelf.briefs[g.brief].Has(h) && !d.shelf.briefs[groups[j].brief].Has(h) {
				home, other = i, j
			}
			out[home].states[id], in[key{g.analyst, id}] = s, home
			delete(out[other].states, id)
		}
	}
	return out
}

// receive takes in what is newer in the folder than here.
func (d *deciding) receive(g group) error {
	count := SyncCount{Analyst: g.analyst, Brief: g.brief, Title: d.shelf.briefs[g.brief].Title}
	for _, id := range slices.Sorted(maps.Keys(g.states)) {
		theirs := g.states[id]
		d.noteAhead(theirs)
		mark, here, err := d.here(g, id)
		if err == nil {
			err = d.take(g, theirs, mark, here, &count)
		}
		var no *refusedError
		if errors.As(err, &no) {
			d.refused = append(d.refused, SyncRefusal{g.files[0].path, model.Refusal{Where: "mark " + model.CleanLine(string(id)), Why: no.why}})
			continue
		}
		if err != nil {
			return err
		}
	}
	d.came = append(d.came, count)
	return nil
}
