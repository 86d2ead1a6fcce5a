// Package storagetest is the conformance suite of whatever keeps marks.
package storagetest
