package main

import (
	"slices"
	"testing"
	"time"
)

func TestQuantile(t *testing.T) {
	t.Parallel()
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = 100 - i // 100 … 1
	}
	for _, tt := range []struct {
		values []int
		q      float64
		want   int
	}{
		{nil, 0.5, 0},
		{[]int{7}, 0, 7},
		{[]int{7}, 0.99, 7},
		{[]int{3, 1, 2}, 0.5, 2},
		{[]int{4, 1, 3, 2}, 0.5, 2}, // nearest rank: one that was measured
		{[]int{3, 1, 2}, 0, 1},
		{[]int{3, 1, 2}, 1, 3},
		{hundred, 0.99, 99},
		{hundred, 0.9, 90},
		{append(slices.Clone(hundred), 101), 0.99, 100},
	} {
		before := slices.Clone(tt.values)
		if got := quantile(tt.values, tt.q); got != tt.want {
			t.Errorf("quantile(%v, %v) = %d, want %d", tt.values, tt.q, got, tt.want)
		}
		if !slices.Equal(before, tt.values) {
			t.Errorf("quantile changed what it was given to %v", tt.values)
		}
	}
}

func TestAllowed(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for _, tt := range []struct{ empty, want time.Duration }{
		{40 * ms, 55 * ms}, {50 * ms, 65 * ms}, {60 * ms, 78 * ms}, {100 * ms, 130 * ms},
	} {
		if got := allowed(tt.empty); got != tt.want {
			t.Errorf("beside %s, %s is allowed, want %s", tt.empty, got, tt.want)
		}
	}
}
