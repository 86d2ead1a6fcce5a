package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"
)

// A fuel bounds what a template may do: each round of a loop and each template
// that is called burns as much as there is to do in it, each function as much
// as it prints. So a template ends, whatever it says, and by the same rule on
// every machine.
type fuel struct {
	ctx  context.Context
	left int
}

// Bounds of a run.
const (
	maxFuel     = 300_000  // well under a second of work
	markFuel    = 1000     // that comes with each mark; a register takes some 100
	callCost    = 1000     // of a template that is called: it takes stack
	printedCost = 64       // bytes that cost as much as one step
	maxOutput   = 64 << 20 // bytes
)

// fuelName is a function that templates are given calls of.
const fuelName = "_burn"

var (
	errNoFuel  = errors.New("it does too much and was stopped: does a loop or a template that calls itself ever end?")
	errTooLong = fmt.Errorf("it writes more than %d MB and was stopped", maxOutput>>20)
)

// burn takes n from what is left; it prints nothing.
func (f *fuel) burn(n int) (string, error) {
	if f.left -= max(n, 1); f.left < 0 {
		return "", errNoFuel
	}
	return "", f.ctx.Err()
}

// pay takes what n printed bytes cost.
func (f *fuel) pay(n int) error {
	if n > maxPrinted {
		return fmt.Errorf("a function may give %d bytes", maxPrinted)
	}
	_, err := f.burn(1 + n/printedCost)
	return err
}

// metered puts a call of burn at the beginning of each template of t and of
// the body of each loop.
func metered(t *template.Template) error {
	for _, one := range t.Templates() {
		if one.Tree == nil || one.Root == nil {
			continue
		}
		err := meter(one.Tree, one.Root)
		if err == nil {
			err = prepend(one.Tree, one.Root, one.Root, callCost)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// meter puts the calls into the loops below n.
func meter(tree *parse.Tree, n parse.Node) error {
	for _, list := range bodies(n) {
		for _, c := range list.Nodes {
			if err := meter(tree, c); err != nil {
				return err
			}
		}
	}
	if loop, ok := n.(*parse.RangeNode); ok {
		return prepend(tree, n, loop.List, 0)
	}
	return nil
}

// prepend has list, which belongs to n, begin with burning what there is to do
// in it, loops once, and more. The call says it stands in n's line.
func prepend(tree *parse.Tree, n parse.Node, list *parse.ListNode, more int) error {
	work := 1 + len(list.String())/16 + more // as its text is long
	where, _ := tree.ErrorContext(n)
	parts := strings.Split(strings.TrimPrefix(where, tree.ParseName), ":")
	line := 1
	if len(parts) > 1 {
		line, _ = strconv.Atoi(parts[1])
	}
	text := fmt.Sprintf("%s{{%s %d}}", strings.Repeat("\n", max(line-1, 0)), fuelName, work)
	trees, err := parse.Parse(tree.ParseName, text, "", "", map[string]any{fuelName: 0})
	if err != nil {
		return fmt.Errorf("a call could not be put into the template: %w", err)
	}
	call := trees[tree.ParseName].Root.Nodes
	list.Nodes = append([]parse.Node{call[len(call)-1]}, list.Nodes...)
	return nil
}

// bodies lists what stands inside n.
func bodies(n parse.Node) []*parse.ListNode {
	var all []*parse.ListNode
	switch n := n.(type) {
	case *parse.ListNode:
		all = append(all, n)
	case *parse.RangeNode:
		all = append(all, n.List, n.ElseList)
	case *parse.IfNode:
		all = append(all, n.List, n.ElseList)
	case *parse.WithNode:
		all = append(all, n.List, n.ElseList)
	}
	kept := all[:0]
	for _, list := range all {
		if list != nil {
			kept = append(kept, list)
		}
	}
	return kept
}

// A bounded writer takes up to maxOutput bytes.
type bounded struct {
	w    io.Writer
	left int
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errTooLong
	}
	return b.w.Write(p)
}
