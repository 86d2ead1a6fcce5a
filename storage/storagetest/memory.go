package storagetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"obelus/model"
)

// Memory is a store in memory, for tests: as plain as can be, and held to the
// same suite as the store in a file.
type Memory struct {
	mu     sync.RWMutex
	state  state
	writes int
}

// NewMemory makes an empty store.
func NewMemory() *Memory { return &Memory{state: newState()} }

// state is everything; its values are never changed in place.
type state struct {
	briefs  map[model.BriefID]model.Brief
	paths   map[string]model.BriefID
	texts   map[model.Hash]string
	marks   map[model.MarkID]model.Mark
	places  map[model.BriefID]model.Place
	counts  map[model.BriefID]model.Counts
	rulings map[model.RulingChange]string // by what is ruled, without Before and After
	journal []model.Change                // Seq is the index plus one
}

func newState() state {
	return state{
		briefs: map[model.BriefID]model.Brief{}, paths: map[string]model.BriefID{}, texts: map[model.Hash]string{},
		marks: map[model.MarkID]model.Mark{}, places: map[model.BriefID]model.Place{}, counts: map[model.BriefID]model.Counts{},
		rulings: map[model.RulingChange]string{},
	}
}

func (s state) clone() state {
	return state{
		briefs: maps.Clone(s.briefs), paths: maps.Clone(s.paths), texts: maps.Clone(s.texts), marks: maps.Clone(s.marks),
		places: maps.Clone(s.places), counts: maps.Clone(s.counts), rulings: maps.Clone(s.rulings), journal: slices.Clone(s.journal),
	}
}

// Read gives do the state as it is.
func (m *Memory) Read(ctx context.Context, do func(*MemoryTx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.RLock()
	tx := &MemoryTx{state: m.state}
	m.mu.RUnlock()
	return do(tx)
}

// Write gives do a copy of the state, which becomes the state where do
// succeeds.
func (m *Memory) Write(ctx context.Context, do func(*MemoryTx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	tx := &MemoryTx{state: m.state.clone(), writable: true}
	if err := do(tx); err != nil {
		return err
	}
	m.state = tx.state
	m.writes++
	return nil
}

// Compact has nothing to give back.
func (m *Memory) Compact(ctx context.Context) error { return ctx.Err() }

// Check finds nothing wrong: there is no file that could be damaged.
func (m *Memory) Check(ctx context.Context) ([]model.Problem, error) { return nil, ctx.Err() }

// errNoFile says that there is no file to copy.
var errNoFile = errors.New("a store in memory has no file")

// BackUp has no file to copy.
func (m *Memory) BackUp(context.Context, string, bool) (model.Backup, error) {
	return model.Backup{}, errNoFile
}

// BackUpDaily has nothing to do.
func (m *Memory) BackUpDaily(ctx context.Context, _ time.Time) (string, error) { return "", ctx.Err() }

// Restore has no file to replace.
func (m *Memory) Restore(context.Context, string, time.Time) (model.Backup, string, error) {
	return model.Backup{}, "", errNoFile
}

// PurgeCopies has none.
func (m *Memory) PurgeCopies(ctx context.Context, _ ...model.BriefID) ([]model.Problem, error) {
	return nil, ctx.Err()
}

// Repair has nothing to repair.
func (m *Memory) Repair(ctx context.Context, _ time.Time) (model.Repair, error) {
	return model.Repair{}, ctx.Err()
}

// Stamp counts the writes.
func (m *Memory) Stamp() (string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return fmt.Sprint(m.writes), nil
}

// A MemoryTx is one transaction of a Memory.
type MemoryTx struct {
	state
	writable bool
}

// Brief reads a brief.
func (tx *MemoryTx) Brief(id model.BriefID) (model.Brief, bool, error) {
	b, ok := tx.briefs[id]
	return b.Clone(), ok, nil
}

// Briefs yields every brief in the order of the ids.
func (tx *MemoryTx) Briefs() iter.Seq2[model.Brief, error] {
	return func(yield func(model.Brief, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(tx.briefs)) {
			if !yield(tx.briefs[id].Clone(), nil) {
				return
			}
		}
	}
}

// BriefByPath is the brief last read from path.
func (tx *MemoryTx) BriefByPath(path string) (model.BriefID, bool, error) {
	id, ok := tx.paths[path]
	return id, ok, nil
}

// BriefsByText lists the briefs with that text among their revisions.
func (tx *MemoryTx) BriefsByText(h model.Hash) ([]model.BriefID, error) {
	var ids []model.BriefID
	for id, b := range tx.briefs {
		if b.Has(h) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// Text reads a text.
func (tx *MemoryTx) Text(h model.Hash) (string, bool, error) {
	text, ok := tx.texts[h]
	return text, ok, nil
}

// Mark reads a mark.
func (tx *MemoryTx) Mark(id model.MarkID) (model.Mark, bool, error) {
	m, ok := tx.marks[id]
	return m.Clone(), ok, nil
}

// MarkIDs lists ids that begin with prefix.
func (tx *MemoryTx) MarkIDs(prefix string, limit int) ([]model.MarkID, error) {
	var ids []model.MarkID
	for id := range tx.marks {
		if strings.HasPrefix(string(id), prefix) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids[:min(len(ids), limit)], nil
}

// marksWhere lists the marks that fit, by revision and in document order.
func (tx *MemoryTx) marksWhere(fits func(model.Mark) bool) []model.Mark {
	var found []model.Mark
	for _, m := range tx.marks {
		if fits(m) {
			found = append(found, m.Clone())
		}
	}
	slices.SortFunc(found, func(a, b model.Mark) int {
		return cmp.Or(cmp.Compare(a.Revision, b.Revision), a.Span.Compare(b.Span), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// Marks lists the marks of a brief.
func (tx *MemoryTx) Marks(id model.BriefID) ([]model.Mark, error) {
	return tx.marksWhere(func(m model.Mark) bool { return m.Brief == id }), nil
}

// MarkedTexts lists the texts that marks of a brief stand on.
func (tx *MemoryTx) MarkedTexts(id model.BriefID) ([]model.Hash, error) {
	var texts []model.Hash
	for _, m := range tx.marksWhere(func(m model.Mark) bool { return m.Brief == id }) {
		texts = append(texts, m.Revision)
	}
	return slices.Compact(texts), nil
}

// Spans outlines the marks on one revision.
func (tx *MemoryTx) Spans(id model.BriefID, revision model.Hash) ([]model.MarkSpan, error) {
	var spans []model.MarkSpan
	for _, m := range tx.marksWhere(func(m model.Mark) bool { return m.Brief == id && m.Revision == revision }) {
		spans = append(spans, m.Outline())
	}
	return spans, nil
}

// MarksAt lists the marks with exactly that span.
func (tx *MemoryTx) MarksAt(id model.BriefID, revision model.Hash, span model.Span) ([]model.Mark, error) {
	return tx.marksWhere(func(m model.Mark) bool {
		return m.Brief == id && m.Revision == revision && m.Span == span
	}), nil
}

// Tagged yields the ids of the marks of a brief that have a tag.
func (tx *MemoryTx) Tagged(tag model.Tag, id model.BriefID) iter.Seq2[model.MarkID, error] {
	found := tx.marksWhere(func(m model.Mark) bool { return m.Tag == tag && m.Brief == id })
	slices.SortFunc(found, func(a, b model.Mark) int { return cmp.Compare(a.ID, b.ID) })
	return func(yield func(model.MarkID, error) bool) {
		for _, m := range found {
			if !yield(m.ID, nil) {
				return
			}
		}
	}
}

// Rulings yields the rulings of a kind of a brief, or of the whole store.
func (tx *MemoryTx) Rulings(kind model.RulingKind, id model.BriefID) iter.Seq2[model.Ruling, error] {
	var found []model.Ruling
	for r, value := range tx.rulings {
		if r.Kind == kind && r.Brief == id {
			found = append(found, model.Ruling{Kind: kind, Brief: id, Key: r.Key, Value: value})
		}
	}
	slices.SortFunc(found, func(a, b model.Ruling) int { return cmp.Compare(a.Key, b.Key) })
	return func(yield func(model.Ruling, error) bool) {
		for _, r := range found {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Journal yields changes, the newest first.
func (tx *MemoryTx) Journal(id model.BriefID, before model.Seq) iter.Seq2[model.Change, error] {
	return func(yield func(model.Change, error) bool) {
		for _, c := range slices.Backward(tx.journal) {
			if before != 0 && c.Seq >= before || id != "" && !c.Touches(id) {
				continue
			}
			if !yield(cloneChange(c), nil) {
				return
			}
		}
	}
}

// LastChange is the newest change that touches a brief.
func (tx *MemoryTx) LastChange(id model.BriefID) (model.Seq, error) {
	for c := range tx.Journal(id, 0) {
		return c.Seq, nil
	}
	return 0, nil
}

// Place is where a reader left off.
func (tx *MemoryTx) Place(id model.BriefID) (model.Place, bool, error) {
	p, ok := tx.places[id]
	return p, ok, nil
}

// Counts is what was counted of a brief.
func (tx *MemoryTx) Counts(id model.BriefID) (model.Counts, bool, error) {
	c, ok := tx.counts[id]
	return c.Clone(), ok, nil
}
