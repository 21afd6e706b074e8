package main

import (
	"context"
	"fmt"
	"net"
	"time"
)

func main() {
	for _, network := range []string{"tcp4", "tcp6", "tcp"} {
		conn, err := net.DialTimeout(network, "db:8080", 5*time.Second)
		if err == nil {
			conn.Close()
		}
		tell(fmt.Sprintf("net.Dial(%q, \"db:8080\")", network), err)
	}
	for _, network := range []string{"ip4", "ip6", "ip"} {
		_, err := net.DefaultResolver.LookupIP(context.Background(), network, "db")
		tell(fmt.Sprintf("LookupIP(ctx, %q, \"db\")", network), err)
	}
}

func tell(says string, err error) {
	outcome := "works"
	if dns, ok := err.(*net.DNSError); ok {
		outcome = dns.Err
	} else if op, ok := err.(*net.OpError); ok {
		outcome = op.Err.Error()
		if dns, ok := op.Err.(*net.DNSError); ok {
			outcome = dns.Err
		}
	}
	fmt.Printf("  %-30s %s\n", says, outcome)
}
