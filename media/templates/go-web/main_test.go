package main

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestStartPageGreets(t *testing.T) {
	answer := httptest.NewRecorder()
	routes("Hi <you>", "web.1").ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	if !strings.Contains(answer.Body.String(), "<h1>Hi &lt;you&gt;</h1>") {
		t.Errorf("no greeting in %s", answer.Body)
	}
}
