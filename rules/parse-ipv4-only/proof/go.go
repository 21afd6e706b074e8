package main

import (
	"fmt"
	"net"
	"net/netip"
	"os"
)

func main() {
	text := os.Getenv("POD_IP")
	ip := net.ParseIP(text)
	tell("net.ParseIP(address).To4()", func() any { return ip.To4() })
	tell("net.ParseIP(address).To4()[3]", func() any { return ip.To4()[3] })
	tell("net.ParseIP(address).To4().String()", func() any { return ip.To4().String() })
	tell("len(net.ParseIP(address)) == net.IPv4len", func() any { return len(ip) == net.IPv4len })
	tell("net.ParseIP(address).DefaultMask()", func() any { return ip.DefaultMask() })
	tell("netip.MustParseAddr(address).As4()", func() any { return netip.MustParseAddr(text).As4() })
	tell("net.ParseIP(address).To16()", func() any { return ip.To16() })
}

func tell(says string, way func() any) {
	defer func() {
		if why := recover(); why != nil {
			fmt.Printf("  %-41s panics: %v\n", says, why)
		}
	}()
	fmt.Printf("  %-41s %v\n", says, way())
}
