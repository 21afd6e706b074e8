package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"time"
)

func main() {
	host := os.Getenv("POD_IP")
	bracketed := "[" + host + "]"
	parsed, err := url.Parse("http://" + bracketed + ":8080/")
	if err != nil {
		panic(err)
	}
	dial := func(address string) string {
		conn, err := net.DialTimeout("tcp", address, 5*time.Second)
		if err != nil {
			return err.Error()
		}
		conn.Close()
		return "reached"
	}
	for _, way := range [][2]string{
		{`net.JoinHostPort("[fd00:6::1]", "8080")`, net.JoinHostPort(bracketed, "8080")},
		{`  dialled`, dial(net.JoinHostPort(bracketed, "8080"))},
		{`net.JoinHostPort("fd00:6::1", "8080")`, net.JoinHostPort(host, "8080")},
		{`  dialled`, dial(net.JoinHostPort(host, "8080"))},
		{`net.ParseIP("[fd00:6::1]")`, fmt.Sprint(net.ParseIP(bracketed))},
		{`u.Host`, parsed.Host},
		{`u.Hostname()`, parsed.Hostname()},
		{`"http://" + u.Hostname() + ":8080/"`, "http://" + parsed.Hostname() + ":8080/"},
	} {
		fmt.Printf("  %-40s %s\n", way[0], way[1])
	}
}
