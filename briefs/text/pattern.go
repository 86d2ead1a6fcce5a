package text

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when a text is first
// converted: every start of the program would wait for it else.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
