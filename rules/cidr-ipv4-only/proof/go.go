package main

import (
	"fmt"
	"net"
	"os"
)

func main() {
	text := os.Getenv("POD_IP")
	ip := net.ParseIP(text)
	private := false
	for _, cidr := range []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"} {
		_, block, err := net.ParseCIDR(cidr)
		if err != nil {
			panic(err)
		}
		private = private || block.Contains(ip)
	}
	_, host, err := net.ParseCIDR(text + "/32")
	if err != nil {
		panic(err)
	}
	for _, way := range [][2]string{
		{`ip.Mask(net.CIDRMask(32, 32))`, fmt.Sprint(ip.Mask(net.CIDRMask(32, 32)))},
		{`net.ParseCIDR(address + "/32")`, host.String()},
		{`  contains another pod, fd00:6::2`, fmt.Sprint(host.Contains(net.ParseIP("fd00:6::2")))},
		{`in 10/8, 172.16/12 or 192.168/16`, fmt.Sprint(private)},
		{`ip.IsPrivate()`, fmt.Sprint(ip.IsPrivate())},
	} {
		fmt.Printf("  %-34s %s\n", way[0], way[1])
	}
}
